import type { Script } from '../people/name-lists.ts';

/** A state as the demo knows it. District, block and village names are real places; the schools are made up. */
export interface StateSpec {
  readonly name: string;
  /** Two digits that begin every location code of the state. */
  readonly code: string;
  /** The word that stands in `channel`. */
  readonly channel: string;
  readonly rootOrgName: string;
  readonly script: Script;
  readonly schoolKinds: readonly string[];
  readonly villages: readonly string[];
  /** District name -> names of its blocks. */
  readonly districts: Readonly<Record<string, readonly string[]>>;
}

const list = (text: string): readonly string[] => text.split(', ');

/** Whose tenant the demo's course belongs to; it has the most schools. */
export const COURSE_STATE: StateSpec = {
  name: 'ANDHRA PRADESH',
  code: '28',
  channel: 'ap',
  rootOrgName: 'State (Andhra Pradesh)',
  script: 'telugu',
  schoolKinds: list('MPPS, MPUPS, ZPHS, GPS, KGBV, APMS'),
  villages: list(
    'Ramapuram, Kothapalle, Venkatapuram, Lakshmipuram, Gollapalle, Peddapuram, Chinnamandem, Narayanapuram, Rangapuram, ' +
      'Kondapuram, Brahmanapalle, Thimmapuram, Gangavaram, Sitarampuram, Yerravaram, Nagulavaram, Anantavaram, Koduru',
  ),
  districts: {
    ANANTHAPURAMU: list('Hindupur, Dharmavaram, Kadiri, Guntakal'),
    CHITTOOR: list('Kuppam, Palamaner, Punganur, Nagari'),
    'EAST GODAVARI': list('Amalapuram, Kadiam, Tuni, Pithapuram'),
    GUNTUR: list('Tenali, Mangalagiri, Ponnur, Tadikonda'),
    KRISHNA: list('Machilipatnam, Gudivada, Vuyyuru, Pamarru'),
    KURNOOL: list('Adoni, Dhone, Kodumur, Yemmiganur'),
    VISAKHAPATNAM: list('Bheemunipatnam, Paderu, Narsipatnam, Chodavaram'),
  },
};

export const OTHER_STATES: readonly StateSpec[] = [
  {
    name: 'KARNATAKA',
    code: '29',
    channel: 'ka',
    rootOrgName: 'State (Karnataka)',
    script: 'kannada',
    schoolKinds: list('GLPS, GHPS, GHS'),
    villages: list(
      'Hosahalli, Kalkere, Hirehalli, Bommanahalli, Doddakere, Marasur, Gollarahatti, Kodihalli, Nandigudi',
    ),
    districts: {
      BELAGAVI: list('Gokak, Athani, Khanapur'),
      MYSURU: list('Nanjangud, Hunsur, Piriyapatna'),
      SHIVAMOGGA: list('Sagara, Bhadravati, Thirthahalli'),
      TUMAKURU: list('Tiptur, Sira, Kunigal'),
    },
  },
  {
    name: 'TAMIL NADU',
    code: '33',
    channel: 'tn',
    rootOrgName: 'State (Tamil Nadu)',
    script: 'tamil',
    schoolKinds: list('PUPS, PUMS, GHSS'),
    villages: list('Melur, Pudur, Keelakottai, Vadugapatti, Thirumalai, Nallur, Alangudi, Kottampatti, Periyakulam'),
    districts: {
      COIMBATORE: list('Pollachi, Sulur, Karamadai'),
      MADURAI: list('Melur, Usilampatti, Vadipatti'),
      THANJAVUR: list('Kumbakonam, Papanasam, Orathanadu'),
      TIRUNELVELI: list('Ambasamudram, Nanguneri, Palayamkottai'),
    },
  },
  {
    name: 'WEST BENGAL',
    code: '19',
    channel: 'wb',
    rootOrgName: 'State (West Bengal)',
    script: 'bengali',
    schoolKinds: list('FP School, SSK, High School'),
    villages: list('Rajnagar, Madhupur, Gopalpur, Chandipur, Kashipur, Sonarpur, Haripur, Ramnagar, Bishnupur'),
    districts: {
      BANKURA: list('Bishnupur, Sonamukhi, Khatra'),
      HOOGHLY: list('Arambagh, Dhaniakhali, Pandua'),
      MALDAH: list('Gazole, Manikchak, Kaliachak I'),
      NADIA: list('Chakdaha, Ranaghat I, Tehatta II'),
    },
  },
  {
    name: 'UTTAR PRADESH',
    code: '09',
    channel: 'up',
    rootOrgName: 'State (Uttar Pradesh)',
    script: 'devanagari',
    schoolKinds: list('P.S., U.P.S., Composite School'),
    villages: list('Rampur, Sultanpur, Bhagwanpur, Mohanpur, Islampur, Jagdishpur, Shivpur, Fatehpur, Naya Gaon'),
    districts: {
      AGRA: list('Bah, Etmadpur, Fatehabad'),
      GORAKHPUR: list('Bansgaon, Campierganj, Sahjanwa'),
      LUCKNOW: list('Malihabad, Bakshi Ka Talab, Mohanlalganj'),
      VARANASI: list('Pindra, Harahua, Chiraigaon'),
    },
  },
  {
    name: 'RAJASTHAN',
    code: '08',
    channel: 'rj',
    rootOrgName: 'State (Rajasthan)',
    script: 'devanagari',
    schoolKinds: list('GPS, GUPS, GSSS'),
    villages: list('Kishanpura, Ramgarh, Bhimsar, Gopalpura, Manpura, Lakhani, Dhani Nayak, Charanwas, Khejarli'),
    districts: {
      ALWAR: list('Behror, Rajgarh, Thanagazi'),
      JODHPUR: list('Bilara, Osian, Luni'),
      SIKAR: list('Danta Ramgarh, Fatehpur, Neem Ka Thana'),
      UDAIPUR: list('Girwa, Kherwara, Salumbar'),
    },
  },
  {
    name: 'MAHARASHTRA',
    code: '27',
    channel: 'mh',
    rootOrgName: 'State (Maharashtra)',
    script: 'devanagari',
    schoolKinds: list('Z.P. Prathamik Shala, Z.P. Uchch Prathamik Shala, Ashram Shala'),
    villages: list('Pimpalgaon, Wadgaon, Khandala, Shirur, Nimgaon, Takli, Rajapur, Malegaon Bk, Chinchwad'),
    districts: {
      NAGPUR: list('Katol, Ramtek, Umred'),
      NASHIK: list('Sinnar, Dindori, Yeola'),
      PUNE: list('Baramati, Junnar, Maval'),
      SATARA: list('Karad, Wai, Phaltan'),
    },
  },
  {
    name: 'GUJARAT',
    code: '24',
    channel: 'gj',
    rootOrgName: 'State (Gujarat)',
    script: 'gujarati',
    schoolKinds: list('Prathmik Shala, Kanya Shala, Kumar Shala'),
    villages: list('Ranpur, Vadgam, Kherva, Sarodi, Motipura, Navagam, Chandrala, Bhadaj, Amrapur'),
    districts: {
      ANAND: list('Borsad, Petlad, Khambhat'),
      BANASKANTHA: list('Deesa, Palanpur, Tharad'),
      MAHESANA: list('Kadi, Unjha, Visnagar'),
      RAJKOT: list('Gondal, Jasdan, Upleta'),
    },
  },
  {
    name: 'KERALA',
    code: '32',
    channel: 'kl',
    rootOrgName: 'State (Kerala)',
    script: 'malayalam',
    schoolKinds: list('GLPS, GUPS, GHSS'),
    villages: list('Kottakkal, Puthur, Perumanna, Nellikkunnu, Karimba, Elappully, Vazhakkad, Mannur, Thrikkalam'),
    districts: {
      ERNAKULAM: list('Aluva, Perumbavoor, Kothamangalam'),
      KOZHIKODE: list('Koduvally, Vadakara, Kunnamangalam'),
      PALAKKAD: list('Mannarkkad, Chittur, Ottappalam'),
      THRISSUR: list('Chavakkad, Kodungallur, Wadakkanchery'),
    },
  },
];
