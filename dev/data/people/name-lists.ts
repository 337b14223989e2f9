/**
 * Given names and surnames by script, to be combined at random: common ones, so that no pair stands for anybody.
 * Texts rather than arrays, because Indian scripts are easier to check by eye in a line.
 */
const list = (text: string): readonly string[] => text.split(' ');

export interface NameList {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
}

export const NAME_LISTS = {
  latin: {
    given: list(
      'Aarti Abhay Ajay Amina Anil Anita Anjali Arun Asha Bhavana Deepa Devi Farida Ganesh Geeta Harish Imran Jaya ' +
        'Joseph Kavita Kiran Lakshmi Lalitha Madhavi Mahesh Manjula Mary Meena Mohan Nagaraju Naveen Nirmala Padma ' +
        'Prakash Pushpa Radha Rajesh Ramesh Rekha Sailaja Salma Sandhya Saritha Satish Savita Shanti Sita Sridevi ' +
        'Srinivas Sudha Sunil Sunita Suresh Swapna Tulasi Uma Usha Vani Vasantha Venkatesh Vijaya Vinod Yasmin',
    ),
    surnames: list(
      'Acharya Ali Babu Banerjee Begum Bhat Chandra Chauhan Chowdary Das Desai Devi Gowda Gupta Hegde Iyer Jadhav ' +
        'Joshi Kamble Kaur Khan Kulkarni Kumar Kumari Mishra Mondal Murthy Naidu Nair Naik Patel Patil Pillai Prasad ' +
        'Raju Ram Rao Reddy Roy Sagar Sarma Sharma Shaikh Shetty Singh Sinha Thomas Varma Yadav',
    ),
  },
  devanagari: {
    given: list(
      'अनिता अशोक आरती उषा कमला कविता किरण गीता गोपाल जया दीपक नरेश निर्मला पुष्पा प्रकाश बबीता मनोज ममता महेश मीना मुकेश ' +
        'रमेश राजेश राधा रेखा लक्ष्मी विजय शांति श्याम सरिता सविता सीमा सुनीता सुरेश हेमलता',
    ),
    surnames: list('कुमार कुमारी गुप्ता चौहान जोशी तिवारी त्रिपाठी देवी पटेल पाटील प्रसाद मिश्रा मीणा यादव वर्मा शर्मा शुक्ला सिंह'),
  },
  telugu: {
    given: list(
      'అనిత అరుణ ఉమ కమల కవిత కృష్ణ గీత గోపాల్ జ్యోతి తులసి దుర్గ నాగరాజు నిర్మల పద్మ పార్వతి ప్రసాద్ భారతి మాధవి రమణ రమేష్ రవి ' +
        'రాజేశ్వరి రాధ లక్ష్మి వాణి విజయ వెంకటేష్ శారద శ్రీనివాస్ సత్యవతి సరళ సీత సురేష్ స్వాతి',
    ),
    surnames: list('కుమార్ కుమారి గుప్త గౌడ్ చారి చౌదరి దేవి నాయక్ నాయుడు ప్రసాద్ బాబు మూర్తి రాజు రావు రెడ్డి వర్మ శర్మ శెట్టి'),
  },
  tamil: {
    given: list(
      'அனிதா அமுதா ஆனந்தி இந்திரா உமா கண்ணன் கமலா கவிதா குமார் கோபால் சாந்தி செல்வி தமிழரசி தேவி பத்மா பிரியா மணி மாலதி ' +
        'முருகன் மீனா ரமேஷ் ராஜேஸ்வரி ராதா லட்சுமி வசந்தா விஜயா வேலு ஜெயா சுமதி செந்தில்',
    ),
    surnames: list(
      'அய்யர் ஆறுமுகம் கந்தசாமி கிருஷ்ணன் குமார் சுப்பிரமணியன் செல்வம் தேவர் நாயகம் பாண்டியன் பிள்ளை முருகன் ராஜன் ராமசாமி வேலன்',
    ),
  },
  bengali: {
    given: list(
      'অঞ্জলি অনিতা অমল আরতি উমা কমলা কল্পনা কাকলি গীতা গোপাল জয়া তপন দীপক দীপা নমিতা পূর্ণিমা প্রতিমা বিমল মমতা মাধবী মিতা ' +
        'রমা রীতা লক্ষ্মী শিখা শ্যামল সবিতা সন্ধ্যা সুজাতা সুমন',
    ),
    surnames: list(
      'আলি খাতুন ঘোষ চক্রবর্তী চৌধুরী দত্ত দাস দে পাল বসু বিশ্বাস ব্যানার্জী মণ্ডল মুখার্জী রায় সরকার সাহা সেন হালদার',
    ),
  },
  kannada: {
    given: list(
      'ಅನಿತಾ ಅನ್ನಪೂರ್ಣ ಉಮಾ ಕಮಲಾ ಕವಿತಾ ಗಂಗಾಧರ ಗೀತಾ ಗೌರಮ್ಮ ಜಯಶ್ರೀ ನಾಗರಾಜ ನಿರ್ಮಲಾ ಪದ್ಮಾ ಪ್ರಕಾಶ ಬಸವರಾಜ ಭಾರತಿ ಮಂಜುಳಾ ಮಹಾದೇವ ' +
        'ರಮೇಶ ರಾಜೇಶ್ವರಿ ರಾಧಾ ರೇಣುಕಾ ಲಕ್ಷ್ಮಿ ವಿಜಯ ಶಾಂತಾ ಶಿವಕುಮಾರ ಸರಸ್ವತಿ ಸುಜಾತಾ ಸುನೀತಾ ಸುರೇಶ',
    ),
    surnames: list('ಆಚಾರ್ಯ ಕುಮಾರ್ ಕುಲಕರ್ಣಿ ಗೌಡ ದೇಸಾಯಿ ನಾಯಕ ಪಾಟೀಲ ಪೂಜಾರಿ ಭಟ್ ಮೂರ್ತಿ ರಾವ್ ರೆಡ್ಡಿ ಶೆಟ್ಟಿ ಸ್ವಾಮಿ ಹಿರೇಮಠ ಹೆಗಡೆ'),
  },
  malayalam: {
    given: list(
      'അനിത അമ്മിണി ഉഷ കമല ഗീത ഗോപാലൻ ജയ ജോസഫ് തങ്കമണി ദീപ നളിനി പത്മ പ്രകാശ് ബിന്ദു മിനി രമേശ് രാധ ലക്ഷ്മി ലത വാസുദേവൻ വിജയൻ ' +
        'ശാന്ത ശ്രീജ സിന്ധു സുമ സുരേഷ്',
    ),
    surnames: list('കുമാർ കുട്ടി കുര്യൻ ചന്ദ്രൻ തോമസ് ദേവി നമ്പ്യാർ നായർ പണിക്കർ പിള്ള മാത്യു മേനോൻ വർഗീസ് വാരിയർ ശർമ്മ'),
  },
  gujarati: {
    given: list(
      'અનિતા અલ્પા આશા ઉષા કલ્પના કિરણ ગીતા ગોપાલ જયા જિગ્નેશ દક્ષા દિનેશ નયના પારુલ પ્રકાશ ભાવના મનીષ મહેશ મીના રમેશ રેખા લતા ' +
        'વર્ષા વિજય સરોજ સુનીતા સુરેશ હંસા હેતલ',
    ),
    surnames: list('ચૌધરી ચૌહાણ જોશી ઝાલા ઠાકોર ત્રિવેદી દવે દેસાઈ પટેલ પરમાર પ્રજાપતિ મકવાણા મહેતા રાઠોડ વાઘેલા શાહ સોલંકી'),
  },
} as const satisfies Record<string, NameList>;

export type Script = keyof typeof NAME_LISTS;
