/** A name as it is written, and as an e-mail address spells it. */
type Spelling = readonly [written: string, ascii: string];

export interface Culture {
  locale: string;
  city: string;
  /** Two letters, ISO 3166. */
  country: string;
  given: readonly [Spelling, ...Spelling[]];
  family: readonly [Spelling, ...Spelling[]];
  /** Whether the family name is written first, without a space. */
  familyFirst: boolean;
}

/** Names in many scripts, so that whatever shows, sorts or searches them meets more than ASCII. */
export const CULTURES: readonly [Culture, ...Culture[]] = [
  culture(
    'en-GB',
    'Leeds',
    'Olivia=olivia, Siân=sian, Callum=callum, Aoife=aoife, George=george',
    "Smith=smith, O'Connor=oconnor, Smythe-Jones=smythe.jones, Brown=brown",
  ),
  culture(
    'en-US',
    'Austin',
    'Jane=jane, John=john, Maya=maya, DeShawn=deshawn, Emily=emily',
    'Doe=doe, Johnson=johnson, Nguyen=nguyen, Garcia=garcia, Miller=miller',
  ),
  culture(
    'de-DE',
    'Köln',
    'Jürgen=juergen, Zoë=zoe, Anneliese=anneliese, Björn=bjoern',
    'Müller=mueller, Groß=gross, von der Heydt=vonderheydt, Schäfer=schaefer',
  ),
  culture(
    'pl-PL',
    'Łódź',
    'Zofia=zofia, Łukasz=lukasz, Małgorzata=malgorzata, Świętosława=swietoslawa',
    'Nowak=nowak, Wiśniewska=wisniewska, Dąbrowski=dabrowski, Żółć=zolc',
  ),
  culture(
    'es-ES',
    'Málaga',
    'María José=mariajose, Íñigo=inigo, Begoña=begona, Ángel=angel',
    'García Márquez=garciamarquez, Muñoz=munoz, Ibáñez=ibanez, Núñez=nunez',
  ),
  culture(
    'tr-TR',
    'İzmir',
    'İbrahim=ibrahim, Ayşe=ayse, Çağla=cagla, Işıl=isil',
    'Yılmaz=yilmaz, Öztürk=ozturk, Şahin=sahin, Güneş=gunes',
  ),
  culture(
    'vi-VN',
    'Huế',
    'Thị Hồng Nhung=hongnhung, Đức=duc, Quỳnh=quynh, Tuấn=tuan',
    'Nguyễn=nguyen, Trần=tran, Phạm=pham, Đặng=dang',
  ),
  culture(
    'is-IS',
    'Ísafjörður',
    'Þórunn=thorunn, Guðrún=gudrun, Ægir=aegir, Björk=bjork',
    'Jónsdóttir=jonsdottir, Sigurðsson=sigurdsson, Þorláksdóttir=thorlaksdottir',
  ),
  culture(
    'el-GR',
    'Θεσσαλονίκη',
    'Αλέξανδρος=alexandros, Ελένη=eleni, Γιώργος=giorgos, Ζωή=zoi',
    'Παπαδόπουλος=papadopoulos, Οικονόμου=oikonomou, Νικολαΐδης=nikolaidis',
  ),
  culture(
    'uk-UA',
    'Львів',
    'Олександр=oleksandr, Соломія=solomiia, Їжак=yizhak, Ганна=hanna',
    'Шевченко=shevchenko, Ковальчук=kovalchuk, Мельник=melnyk, Бойко=boiko',
  ),
  culture(
    'bg-BG',
    'Пловдив',
    'Мария=maria, Георги=georgi, Цветелина=tsvetelina, Йордан=yordan',
    'Иванова=ivanova, Димитров=dimitrov, Стоянова=stoyanova, Христов=hristov',
  ),
  culture(
    'ar-EG',
    'القاهرة',
    'محمد=mohamed, فاطمة=fatima, يوسف=youssef, نور=nour',
    'عبد الرحمن=abdelrahman, السيد=elsayed, حسن=hassan, منصور=mansour',
  ),
  culture(
    'fa-IR',
    'شیراز',
    'پریسا=parisa, کیانوش=kianoush, ژاله=zhaleh, آرش=arash',
    'رضایی=rezaei, گل‌محمدی=golmohammadi, حسینی=hosseini, تهرانی=tehrani',
  ),
  culture(
    'he-IL',
    'חיפה',
    'נועה=noa, איתי=itai, תמר=tamar, יהונתן=yehonatan',
    'כהן=cohen, לוי=levi, בן־דוד=bendavid, מזרחי=mizrahi',
  ),
  culture(
    'hi-IN',
    'वाराणसी',
    'आरव=aarav, प्रिया=priya, सिद्धार्थ=siddharth, लक्ष्मी=lakshmi',
    'शर्मा=sharma, श्रीवास्तव=shrivastava, पटेल=patel, मिश्रा=mishra',
  ),
  culture(
    'ta-IN',
    'மதுரை',
    'கார்த்திக்=karthik, மீனாட்சி=meenakshi, அருண்=arun',
    'சுப்பிரமணியன்=subramanian, இராமநாதன்=ramanathan, முருகன்=murugan',
  ),
  culture(
    'th-TH',
    'เชียงใหม่',
    'สมชาย=somchai, กัญญารัตน์=kanyarat, ณัฐพล=nattapon, พิมพ์ชนก=pimchanok',
    'ศรีสุวรรณ=srisuwan, วงศ์ประเสริฐ=wongprasert, ทองดี=thongdee',
  ),
  culture(
    'ka-GE',
    'ქუთაისი',
    'ნინო=nino, გიორგი=giorgi, თამარ=tamar',
    'ბერიძე=beridze, კაპანაძე=kapanadze, წიკლაური=tsiklauri',
  ),
  culture(
    'am-ET',
    'አዲስ አበባ',
    'አበበ=abebe, ሰላም=selam, ትዕግስት=tigist',
    'ቢቂላ=bikila, ገብረማርያም=gebremariam, ተስፋዬ=tesfaye',
  ),
  culture(
    'zh-CN',
    '杭州',
    '秀英=xiuying, 伟=wei, 梓涵=zihan, 小龙=xiaolong',
    '王=wang, 欧阳=ouyang, 李=li, 张=zhang',
    true,
  ),
  culture(
    'ja-JP',
    '京都',
    'さくら=sakura, 健太郎=kentaro, 結衣=yui, アキラ=akira',
    '山田=yamada, 佐々木=sasaki, 髙橋=takahashi, 小鳥遊=takanashi',
    true,
  ),
  culture(
    'ko-KR',
    '부산',
    '서연=seoyeon, 민준=minjun, 하늘=haneul, 지우=jiwoo',
    '김=kim, 남궁=namgung, 박=park, 이=lee',
    true,
  ),
];

/** @param given written=ascii, separated by commas; so is `family`. */
function culture(locale: string, city: string, given: string, family: string, familyFirst = false): Culture {
  const country = locale.slice(-2);
  return { locale, city, country, given: spellings(given), family: spellings(family), familyFirst };
}

function spellings(list: string): [Spelling, ...Spelling[]] {
  const [first, ...more] = list.split(', ').map((entry): Spelling => {
    const [written = '', ascii = ''] = entry.split('=');
    return [written, ascii];
  });
  if (first === undefined) throw new Error('A culture without names.');
  return [first, ...more];
}
