import express from 'express';

/** Reads what a form of the sign-in pages sends. */
export const FORM = express.urlencoded({ extended: false, limit: '16kb' });
