/**
 * Passwords everybody tries first, in lower case: those at the top of every published list, with the
 * names, words, teams and keyboard walks that recur in them.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `0 000000 00000000 0123456789 0987654321 1 11111 111111 1111111 11111111 111222 112233 11223344 121212 12121212
  123 123123 123123123 123321 1234 12341234 12344321 12345 1234554321 123456 1234561 1234567 12345678 123456789
  1234567890 12345678910 1234567891 12345679 1234qwer 123654 123654789 123abc 123asd 123qwe 123qweasd 123qweasdzxc
  131313 135790 13579 142536 147147 147258 147258369 147852 147852369 159159 159357 159753 171717 181818 1a2b3c 1a2b3c4d
  1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 200000 212121 222222 22222222 232323 242424
  246810 252525 256256 258258 2580 258456 301301 311311 321321 321654 332211 333333 33333333 369369 420420 444444
  44444444 456123 456456 456789 515151 545454 555555 5555555 55555555 565656 654321 6543210 666666 6666666 66666666 666999
  676767 696969 741852 741852963 753159 753951 7654321 777777 7777777 77777777 789456 789456123 789789 852456 87654321
  888888 88888888 909090 951753 963852 987654 9876543 98765432 987654321 9876543210 999999 99999999 999888777 a a123456
  a1234567 a12345678 a123456789 a1b2c3 a1b2c3d4 a1s2d3 a1s2d3f4 aa123456 aa12345678 aaa111 aaaaaa aaaaaaa aaaaaaaa abc
  abc123 abc1234 abc12345 abc123456 abc123abc abcabc abcd abcd123 abcd1234 abcde abcde12345 abcdef abcdefg abcdefgh access
  access14 action adam adgjmp adidas admin admin1 admin12 admin123 admin1234 admin12345 admin123456 administrator adrian
  airborne alaska albert alejandra alejandro alex alex123 alexande alexander alexandra alexandre alexis alfred alice
  alicia alison amanda amanda1 amateur amber america america1 anakin anderson andre andrea andrea1 andreas andrei andrew
  andrew1 andrey angel angel1 angel123 angela angelica angelina angelo angels animal anita anna annette anthony anthony1
  antonio anything apollo apples apple apple123 aquarius archie aragorn arsenal arsenal1 arthur asd123 asdasd asdasd123
  asdf asdf123 asdf1234 asdfasdf asdfg asdfgh asdfghj asdfghjk asdfghjkl asdfjkl asdfzxcv asdqwe asdqwe123 ashley ashley1
  ashton athena august austin australia avatar aventura azerty azerty123 azertyuiop babies baby babyboy babygirl
  babygirl1 babylon bailey ballin banana banana1 bananas bandit barbara barbie barcelona barney baseball baseball1
  basketball basket batman batman1 beatles beautiful beauty beaver because benfica benjamin bernard bigboy
  bigdaddy bigdog bigred billabong billy blackie blabla black blink182 blahblah blessed blessing blonde
  blondie blowfish blue blue123 blueberry bluebird blues bond007 bonnie booboo booger boomer bordeaux boston bowling
  bradley brandon brandon1 brandy braves brazil brenda brian brooklyn brother brothers bruno bubba bubbles buddy buddy1
  buddha bulldog bulldogs buster buster1 butter buttercup butterfly button california calvin camaro
  cameron camila camille canada candy candy1 captain cardinal carlos carlos1 carmen carol carolina caroline cartman
  casper cassie catch22 catherine celtic chacha challenge champion chance changeit changeme changeme1 changeme123
  charles charlie charlie1 charlie123 charlotte cheese cheese1 chelsea chelsea1 chelsea123 cherry cherries chester
  chevrolet chevy chicago chicken chicken1 chivas chocolate chocolate1 chopper chris chris1 chrissy christ christian
  christin christina christine christmas christopher cinderella claire claudia cleopatra clifford clover coconut coffee
  colorado comanche compaq computer computer1 connor contact control cookie cookie1 cookies cool cooper corona corvette
  courtney cowboy cowboys cowboys1 coyote cracker crazy cricket cristina cristian cross cruise crystal cuddles cutie
  cutiepie daddy daddy1 daisy dakota dallas dallas1 damian daniel daniel1 daniela danielle danny darkness darkside
  database david david1 david123 deadpool death debbie december default defender deftones delfin delta demo denis dennis
  denise denver derek desiree destiny destiny1 dexter diablo diamond diamond1 diamonds diana diego dietcoke digital
  dillon disney dkflbvbh doctor doggie dolphin dolphins dominic dominique donald donkey dortmund douglas dragon dragon1
  dragon12 dragon123 dragonball dragons drake dreamer dreams ducati dude duke duncan eagle eagles eagle1 easter eclipse
  eduardo edward einstein elaine elephant eleven elizabeth elizabeth1 elvis emily eminem emmanuel england enter
  enterprise eric erika estrella eugene europe everton evolution excalibur explorer extreme fabian facebook facebook1
  faith falcon falcons familia family family1 fantasia fashion fatima fearless felipe felix fender fernando ferrari
  ferrari1 fidelity fireball firebird fireman fishing flamengo flamingo florence florida flower flower1 flowers fluffy
  football football1 football12 forever forever1 formula1 fortuna fountain france francesco francis francisco frank
  frankie franklin freddie freddy freedom freedom1 freeman friday friend friends friends1 friendship frontier
  fussball gabriel gabriela gabrielle galaxy galina games gandalf gangster
  garden garfield gateway gemini general genesis george george1 georgia gerald gerard german germany gerrard ghost
  giants gibson gilbert giovanni girls gladiator gloria godzilla goalie godfather gold golden golfer goober good goodluck
  google google123 gordon gorgeous grace grandma granite green green1 greenday greatness gregory guest guitar guitar1
  gunner gustavo gymnast hahaha hallo hallo123 hamster hammer hannah hannah1 happy happy1 happy123 happyday hardcore
  harley harley1 harold harris harrison harry harrypotter hawaii hayden heart hearts heather heaven hector hello hello1
  hello12 hello123 hello1234 helloworld helena hellokitty help henry herbert hermes hesoyam hiphop hockey hockey1 holiday
  holland hollywood homer honda honey honey1 horses hotdog hotmail hotstuff house houston howard hunter hunter1
  hunter2 hunting i iceman icecream idontknow ihateyou iloveme iloveme1 iloveu iloveu2 iloveyou iloveyou1 iloveyou12
  iloveyou123 iloveyou2 iloveyou! imagine incubus india indian indigo infantry infinity inlove internet internet1 inter
  ireland ironman isabel isabella isabelle isaiah israel italia jackie jackson jackson1 jacob jaguar jamaica james
  james1 james123 jamie january january1 january2026 japan jasmine jasmine1 jason jasper jayden jeffrey jennifer jennifer1
  jennifer2 jeremy jerome jerusalem jessica jessica1 jessie jesus jesus1 jesus123 jesuschrist jimmy joanna johanna john
  john123 john316 johncena johnny johnson jonathan jordan jordan1 jordan23 jorge joseph joseph1 joshua joshua1 juan julia
  julian juliana julie juliet julius june junior juventus justice justin justin1 justinbieber karate karen karina katie
  katherine kathryn kawasaki kayla kelly kenneth kermit kevin kevin1 kicker killer killer1 killer123 kimberly king kingdom
  kingkong kissme kitten kitty kittycat kobe24 kristen kristina krishna ladybug lakers lakers1 lakers24 lalala lamborghini
  lasvegas laura lauren lavender lawrence legend legolas leonardo leslie letmein letmein1 letmein12 letmein123 letmein2
  liberty lightning lilly lincoln linda linkedin linkin linkinpark lionking lisa little liverpool liverpool1 lizard
  logitech lollipop lollol lollypop london london1 looking lorenzo lorraine louis louise love love12 love123 love4ever
  loveher lovely lovely1 loveme loveme1 lover lover1 lovers loveyou loveyou1 lucas lucky lucky1 lucky13 lucky7 lucy
  luis lulu macbook madison madrid maggie maggie1 magic magic1 magnum mallory mama manchester mandarin manuel marcel
  marcus margaret maria maria1 mariah mariana marie marina marine marines mario marion marisol marlboro marley marlon
  marshall martha martin martina marvin mary master master1 master123 matrix matrix1 matteo matthew matthew1 mauricio
  maverick maxine maxwell megan melanie melissa melissa1 mercedes mercury merlin metallica metallic mexico mexico1 miami
  michael michael1 michael2 michael23 michele michelle michelle1 michigan mickey mickeymouse midnight miguel mike miller
  million mine minecraft minnie miracle miranda mission mississippi mittens mnbvcxz mohamed mohammed mohammad molly molly1
  mommy mommy1 money money1 money123 monica monika monique monitor monkey monkey1 monkey12 monkey123 monkeys monster
  monster1 montana monday moonlight moose morgan morgan1 moscow mother mother1 motorola mountain mozart muffin mustang
  mustang1 mylove myspace myspace1 mypassword naruto naruto1 nascar natalia natalie natasha nathan nathan1 naughty ncc1701
  nelson network newcastle newlife newpassword newport newyork newyork1 nicholas nicholas1 nichole nicolas nicole nicole1
  nightmare nikita nikki nintendo nirvana nissan nokia nokia123 nothing november october office oliver oliver1 olivia
  onelove operator orange orange1 orlando oscar p@55w0rd p@ssw0rd p@ssw0rd1 p@ssw0rd123 p@ssword pa55w0rd pa55word pablo
  packers palmer pamela panda pandora panther panthers pantera paradise paris parker pascal pass pass1 pass12 pass123
  pass1234 passion passport passw0rd passw0rd1 passwd passwort passwort1 password password! password. password0 password00
  password01 password1 password1! password10 password11 password12 password123 password123! password1234 password12345
  password13 password2 password2024 password2025 password2026 password21 password22 password23 password3 password4
  password5 password6 password7 password8 password9 password99 patches patricia patrick patrick1 patriots paul paula
  peaches peaches1 peanut peanut1 pebbles penelope penguin penguins pepper pepper1 perfect peter peterpan phantom philip
  phillip phoenix phoenix1 phone photo piano picasso pickle pierre pikachu pimpin pimping pingpong pink pink123 pinky
  pirate pizza platinum playboy playboy1 player please pokemon pokemon1 pokemon123 polina police poohbear poohbear1
  pookie pookie1 popcorn popeye porsche portugal power precious president preston prince prince1 princesa princess
  princess1 princess12 princess123 princessa private promise property psycho pumpkin punkrock puppies puppy purple purple1
  purple123 python q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qaz123 qazqaz qazwsx qazwsx1 qazwsx12 qazwsx123 qazwsxedc
  qazxsw qq123456 qwaszx queen qwe123 qweasd qweasd123 qweasdzxc qweqwe qweqwe123 qwer qwer123 qwer1234 qwerasdf qwert
  qwert1 qwert12345 qwerty qwerty! qwerty00 qwerty01 qwerty1 qwerty11 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
  qwerty7 qwertyu qwertyui qwertyuiop qwertz qwertz123 qwertzuiop rachel raiders raiders1 rainbow rainbow1 ranger rangers
  rangers1 raphael rapunzel raptor rasta rastaman ravens raymond rebecca rebecca1 rebelde redhead red123 redsox redsox1
  reggie remember renault ricardo richard richard1 ripper river rivera robert robert1 roberto robin robinson
  rock rocket rocknroll rocky rocky1 rockstar rockyou rodrigo roland roman romance ronald ronaldo ronaldo7 ronaldo1 root
  rooster rosario rose rosebud roses roxana royal runner russell russia ruslan ryan sabrina safety sailor saints sakura
  salvador sam sam123 samantha samantha1 sammy sammy1 samson samsung samsung1 samsung123 samuel samurai sanchez sandra
  sandy santiago santos sarah sasha saturn saturday savannah scarface scarlet school school1 scooby scoobydoo scooter
  scooter1 scorpio scorpion scotland scott scruffy sebastian secret secret1 secret123 september serena sergey serenity
  sergio service seven7 sexy sexy123 shadow shadow1 shadow12 shadow123 shaggy shalom shannon
  sharon shelby shelly sheriff sherlock shopping shorty shorty1 sidney sierra silver silver1 simba simon simone simple
  simpson simpsons single sister skate skater skateboard skyline skywalker slayer slipknot slipknot1 smile smile1 smiley
  smith smokey smokey1 smooth snickers snoopy snoopy1 snowball snowboard snowflake soccer soccer1 soccer10 soccer12
  softball softball1 soldier soleil somebody sonic sophia sophie southpark spanky sparkle sparky sparky1 spartan spartans
  special speedy spencer spider spiderman spiderman1 spike spirit spongebob spongebob1 sporting spring spring2024
  spring2025 spring2026 stalker stanley star star123 stargate starlight stars startrek starwars starwars1 steelers
  steelers1 stella stephanie stephen steve steven steven1 stewart stitch stones strawberry student student1 stupid stupid1
  success sugar summer summer1 summer01 summer12 summer123 summer2024 summer2025 summer2026 sunday sunflower sunny sunrise
  sunset sunshine sunshine1 sunshine123 superman superman1 superman123 superstar supernova superuser support surfer
  surfing susan suzuki sweden sweet sweet16 sweetheart sweetie sweetie1 sweetness sweetpea sweety swordfish swimming
  sydney sylvester sylvia system tabitha taekwondo tamara tanner target tattoo taurus taylor taylor1 teacher teamo
  tecktonik teddy teddybear temp temp123 temppass temporary tennis tequiero teresa terminator test test1 test12 test123
  test1234 test12345 tester testing testing1 testing123 testtest texas therock theresa thomas thomas1 thunder thunder1
  tiffany tiger tiger1 tigers tigger tigger1 timothy tinker tinkerbell titanic toby together tokyo tommy toor topgun
  toronto tottenham toyota training travel travis trevor tricia trinity trinity1 trouble trustno1 tucker tuesday turtle
  turtles tweety tweety1 twilight twister tyler tyler1 ulrich undertaker unicorn united universal universe user user1
  user123 vacation valentin valentina valentine valeria valerie vampire vanessa vanessa1 vanilla vegeta verizon veronica
  victor victor1 victoria victoria1 victory vietnam viking vikings vincent violet viper virginia vision viviana vladimir
  volcom volleyball voyager walker walter warcraft warrior warriors water watermelon webmaster welcome welcome! welcome0
  welcome01 welcome1 welcome1! welcome12 welcome123 welcome1234 welcome2 welcome2024 welcome2025 welcome2026 wendy
  werewolf westham westside whatever whatever1 white william william1 williams willow wilson windows winner
  winston winter winter1 winter2024 winter2025 winter2026 wisdom wizard wolf wolfgang wolverine wolves wonderful woody
  world worldcup wrestling wwe123 xavier xbox360 xxx xxxxxx xxxxxxxx yamaha yankees yankees1 yellow yellow1 yolanda
  yourself yvonne zachary zaq12wsx zaq1zaq1 zaq1xsw2 zaqwsx zealot zelda zidane zombie zxasqw zxc123 zxcasd zxcasdqwe
  zxcvbn zxcvbn123 zxcvbnm zxcvbnm1 zxcvbnm123 zxczxc zxczxczxc zzzzzz zzzzzzzz`.split(/\s+/u),
);
