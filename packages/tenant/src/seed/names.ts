/** A name as it is written, and as an e-mail address spells it. */
type Spelling = readonly [written: string, ascii: string];

export interface Culture {
  /** Whether the family name is written first, without a space. */
  familyFirst?: boolean;
  locale: string;
  city: string;
  country: string;
  given: readonly [Spelling, ...Spelling[]];
  family: readonly [Spelling, ...Spelling[]];
}

/** Names in many scripts, so that whatever shows, sorts or searches them meets more than ASCII. */
export const CULTURES: readonly [Culture, ...Culture[]] = [
  {
    locale: 'en-GB',
    city: 'Leeds',
    country: 'GB',
    given: [
      ['Olivia', 'olivia'],
      ['Siân', 'sian'],
      ['Callum', 'callum'],
      ['Aoife', 'aoife'],
      ['George', 'george'],
    ],
    family: [
      ['Smith', 'smith'],
      ["O'Connor", 'oconnor'],
      ['Smythe-Jones', 'smythe.jones'],
      ['Brown', 'brown'],
    ],
  },
  {
    locale: 'en-US',
    city: 'Austin',
    country: 'US',
    given: [
      ['Jane', 'jane'],
      ['John', 'john'],
      ['Maya', 'maya'],
      ['DeShawn', 'deshawn'],
      ['Emily', 'emily'],
    ],
    family: [
      ['Doe', 'doe'],
      ['Johnson', 'johnson'],
      ['Nguyen', 'nguyen'],
      ['Garcia', 'garcia'],
      ['Miller', 'miller'],
    ],
  },
  {
    locale: 'de-DE',
    city: 'Köln',
    country: 'DE',
    given: [
      ['Jürgen', 'juergen'],
      ['Zoë', 'zoe'],
      ['Anneliese', 'anneliese'],
      ['Björn', 'bjoern'],
    ],
    family: [
      ['Müller', 'mueller'],
      ['Groß', 'gross'],
      ['von der Heydt', 'vonderheydt'],
      ['Schäfer', 'schaefer'],
    ],
  },
  {
    locale: 'pl-PL',
    city: 'Łódź',
    country: 'PL',
    given: [
      ['Zofia', 'zofia'],
      ['Łukasz', 'lukasz'],
      ['Małgorzata', 'malgorzata'],
      ['Świętosława', 'swietoslawa'],
    ],
    family: [
      ['Nowak', 'nowak'],
      ['Wiśniewska', 'wisniewska'],
      ['Dąbrowski', 'dabrowski'],
      ['Żółć', 'zolc'],
    ],
  },
  {
    locale: 'es-ES',
    city: 'Málaga',
    country: 'ES',
    given: [
      ['María José', 'mariajose'],
      ['Íñigo', 'inigo'],
      ['Begoña', 'begona'],
      ['Ángel', 'angel'],
    ],
    family: [
      ['García Márquez', 'garciamarquez'],
      ['Muñoz', 'munoz'],
      ['Ibáñez', 'ibanez'],
      ['Núñez', 'nunez'],
    ],
  },
  {
    locale: 'tr-TR',
    city: 'İzmir',
    country: 'TR',
    given: [
      ['İbrahim', 'ibrahim'],
      ['Ayşe', 'ayse'],
      ['Çağla', 'cagla'],
      ['Işıl', 'isil'],
    ],
    family: [
      ['Yılmaz', 'yilmaz'],
      ['Öztürk', 'ozturk'],
      ['Şahin', 'sahin'],
      ['Güneş', 'gunes'],
    ],
  },
  {
    locale: 'vi-VN',
    city: 'Huế',
    country: 'VN',
    given: [
      ['Thị Hồng Nhung', 'hongnhung'],
      ['Đức', 'duc'],
      ['Quỳnh', 'quynh'],
      ['Tuấn', 'tuan'],
    ],
    family: [
      ['Nguyễn', 'nguyen'],
      ['Trần', 'tran'],
      ['Phạm', 'pham'],
      ['Đặng', 'dang'],
    ],
  },
  {
    locale: 'is-IS',
    city: 'Ísafjörður',
    country: 'IS',
    given: [
      ['Þórunn', 'thorunn'],
      ['Guðrún', 'gudrun'],
      ['Ægir', 'aegir'],
      ['Björk', 'bjork'],
    ],
    family: [
      ['Jónsdóttir', 'jonsdottir'],
      ['Sigurðsson', 'sigurdsson'],
      ['Þorláksdóttir', 'thorlaksdottir'],
    ],
  },
  {
    locale: 'el-GR',
    city: 'Θεσσαλονίκη',
    country: 'GR',
    given: [
      ['Αλέξανδρος', 'alexandros'],
      ['Ελένη', 'eleni'],
      ['Γιώργος', 'giorgos'],
      ['Ζωή', 'zoi'],
    ],
    family: [
      ['Παπαδόπουλος', 'papadopoulos'],
      ['Οικονόμου', 'oikonomou'],
      ['Νικολαΐδης', 'nikolaidis'],
    ],
  },
  {
    locale: 'uk-UA',
    city: 'Львів',
    country: 'UA',
    given: [
      ['Олександр', 'oleksandr'],
      ['Соломія', 'solomiia'],
      ['Їжак', 'yizhak'],
      ['Ганна', 'hanna'],
    ],
    family: [
      ['Шевченко', 'shevchenko'],
      ['Ковальчук', 'kovalchuk'],
      ['Мельник', 'melnyk'],
      ['Бойко', 'boiko'],
    ],
  },
  {
    locale: 'bg-BG',
    city: 'Пловдив',
    country: 'BG',
    given: [
      ['Мария', 'maria'],
      ['Георги', 'georgi'],
      ['Цветелина', 'tsvetelina'],
      ['Йордан', 'yordan'],
    ],
    family: [
      ['Иванова', 'ivanova'],
      ['Димитров', 'dimitrov'],
      ['Стоянова', 'stoyanova'],
      ['Христов', 'hristov'],
    ],
  },
  {
    locale: 'ar-EG',
    city: 'القاهرة',
    country: 'EG',
    given: [
      ['محمد', 'mohamed'],
      ['فاطمة', 'fatima'],
      ['يوسف', 'youssef'],
      ['نور', 'nour'],
    ],
    family: [
      ['عبد الرحمن', 'abdelrahman'],
      ['السيد', 'elsayed'],
      ['حسن', 'hassan'],
      ['منصور', 'mansour'],
    ],
  },
  {
    locale: 'fa-IR',
    city: 'شیراز',
    country: 'IR',
    given: [
      ['پریسا', 'parisa'],
      ['کیانوش', 'kianoush'],
      ['ژاله', 'zhaleh'],
      ['آرش', 'arash'],
    ],
    family: [
      ['رضایی', 'rezaei'],
      ['گل‌محمدی', 'golmohammadi'],
      ['حسینی', 'hosseini'],
      ['تهرانی', 'tehrani'],
    ],
  },
  {
    locale: 'he-IL',
    city: 'חיפה',
    country: 'IL',
    given: [
      ['נועה', 'noa'],
      ['איתי', 'itai'],
      ['תמר', 'tamar'],
      ['יהונתן', 'yehonatan'],
    ],
    family: [
      ['כהן', 'cohen'],
      ['לוי', 'levi'],
      ['בן־דוד', 'bendavid'],
      ['מזרחי', 'mizrahi'],
    ],
  },
  {
    locale: 'hi-IN',
    city: 'वाराणसी',
    country: 'IN',
    given: [
      ['आरव', 'aarav'],
      ['प्रिया', 'priya'],
      ['सिद्धार्थ', 'siddharth'],
      ['लक्ष्मी', 'lakshmi'],
    ],
    family: [
      ['शर्मा', 'sharma'],
      ['श्रीवास्तव', 'shrivastava'],
      ['पटेल', 'patel'],
      ['मिश्रा', 'mishra'],
    ],
  },
  {
    locale: 'ta-IN',
    city: 'மதுரை',
    country: 'IN',
    given: [
      ['கார்த்திக்', 'karthik'],
      ['மீனாட்சி', 'meenakshi'],
      ['அருண்', 'arun'],
    ],
    family: [
      ['சுப்பிரமணியன்', 'subramanian'],
      ['இராமநாதன்', 'ramanathan'],
      ['முருகன்', 'murugan'],
    ],
  },
  {
    locale: 'th-TH',
    city: 'เชียงใหม่',
    country: 'TH',
    given: [
      ['สมชาย', 'somchai'],
      ['กัญญารัตน์', 'kanyarat'],
      ['ณัฐพล', 'nattapon'],
      ['พิมพ์ชนก', 'pimchanok'],
    ],
    family: [
      ['ศรีสุวรรณ', 'srisuwan'],
      ['วงศ์ประเสริฐ', 'wongprasert'],
      ['ทองดี', 'thongdee'],
    ],
  },
  {
    locale: 'ka-GE',
    city: 'ქუთაისი',
    country: 'GE',
    given: [
      ['ნინო', 'nino'],
      ['გიორგი', 'giorgi'],
      ['თამარ', 'tamar'],
    ],
    family: [
      ['ბერიძე', 'beridze'],
      ['კაპანაძე', 'kapanadze'],
      ['წიკლაური', 'tsiklauri'],
    ],
  },
  {
    locale: 'am-ET',
    city: 'አዲስ አበባ',
    country: 'ET',
    given: [
      ['አበበ', 'abebe'],
      ['ሰላም', 'selam'],
      ['ትዕግስት', 'tigist'],
    ],
    family: [
      ['ቢቂላ', 'bikila'],
      ['ገብረማርያም', 'gebremariam'],
      ['ተስፋዬ', 'tesfaye'],
    ],
  },
  {
    familyFirst: true,
    locale: 'zh-CN',
    city: '杭州',
    country: 'CN',
    given: [
      ['秀英', 'xiuying'],
      ['伟', 'wei'],
      ['梓涵', 'zihan'],
      ['小龙', 'xiaolong'],
    ],
    family: [
      ['王', 'wang'],
      ['欧阳', 'ouyang'],
      ['李', 'li'],
      ['张', 'zhang'],
    ],
  },
  {
    familyFirst: true,
    locale: 'ja-JP',
    city: '京都',
    country: 'JP',
    given: [
      ['さくら', 'sakura'],
      ['健太郎', 'kentaro'],
      ['結衣', 'yui'],
      ['アキラ', 'akira'],
    ],
    family: [
      ['山田', 'yamada'],
      ['佐々木', 'sasaki'],
      ['髙橋', 'takahashi'],
      ['小鳥遊', 'takanashi'],
    ],
  },
  {
    familyFirst: true,
    locale: 'ko-KR',
    city: '부산',
    country: 'KR',
    given: [
      ['서연', 'seoyeon'],
      ['민준', 'minjun'],
      ['하늘', 'haneul'],
      ['지우', 'jiwoo'],
    ],
    family: [
      ['김', 'kim'],
      ['남궁', 'namgung'],
      ['박', 'park'],
      ['이', 'lee'],
    ],
  },
];
