import type { HostileCaseOf, HostileGroup } from '../../dev/data/hostile/cases.ts';
import { CIPHERTEXT } from '../../dev/data/hostile/contacts.ts';
import { HERE, ORG_IDS } from '../../dev/data/hostile/hostile-places.ts';
import type { HostileLearner } from '../../dev/data/hostile/hostile-learners.ts';
import { FOREIGN_CIPHERTEXT } from '../../dev/data/hostile/identities.ts';
import type { ColumnName } from '../../report/columns.ts';

/**
 * What the file says of every hostile case: the cells that are not a plain learner's, worked out from docs/domain.md by
 * hand, as a spreadsheet reads them (so with the apostrophe of 3.9).
 */
export type CellsOf = Partial<Record<ColumnName, string>>;
export type Expected = CellsOf | ((learner: HostileLearner) => CellsOf);

const named = (name: string): CellsOf => ({ 'User Name': name });
const id = (text: string): CellsOf => ({ 'User ID': text });
const place = (block: string, district = '', school = ''): CellsOf => ({
  'District Name': district,
  'School Name': school,
  'Block Name': block,
});
const school = (name: string): CellsOf => ({ 'School Name': name });
const hidden: CellsOf = { 'External ID': '', 'School Name': '', 'Block Name': '' };
const external = (text: string, schoolName = ''): CellsOf => ({ 'External ID': text, 'School Name': schoolName });
const contact = (email: string, phone: string): CellsOf => ({ 'Email ID': email, 'Mobile Number': phone });
const percent = (text: string, completion = ''): CellsOf => ({
  'Course Progress': text,
  'Completion Date': completion,
});
const enrolled = (day: string): CellsOf => ({ 'Enrollment Date': day });
/** A poisoned value counts for nothing: the row is a plain learner's. */
const plain: CellsOf = {};

const stars = (count: number) => '*'.repeat(count);
const asMasked = contact('as******@example.org', '******2345');
const byId = (...organisations: readonly { readonly id: string; readonly name: string }[]) =>
  organisations
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ name }) => name)
    .join('; ');

/** All of one date, so in the order of the organisations' ids, each name once. */
function twoThousandNames({ context }: HostileLearner): CellsOf {
  const schools = context.state.schools.slice(0, 2_000).toSorted((a, b) => (a.orgId < b.orgId ? -1 : 1));
  return school([...new Set(schools.map(({ place: { name } }) => name.trim()))].join('; '));
}

function namesByDate({ context }: HostileLearner): CellsOf {
  const own = context.school.place.name;
  const older = context.state.schools.find(({ place: { name } }) => name !== own)?.place.name;
  const unreadable = byId(
    { id: ORG_IDS.ownRoot, name: 'Its own root, not a root' },
    { id: ORG_IDS.formulaSchool, name: '=HYPERLINK("http://127.0.0.1","x")' },
  );
  return school(`${own}; ${older}; ${unreadable}`);
}

export const EXPECTED: { readonly [G in HostileGroup]: Readonly<Record<HostileCaseOf<G>, Expected>> } = {
  name: {
    nulInside: named('Asha\0Devi Rao'),
    nulBeforeSign: named("'\0=1+1 Rao"),
    loneCarriageReturn: named('Asha\rDevi Rao'),
    loneLineFeed: named('Asha\nDevi Rao'),
    tabInside: named('Asha\tDevi Rao'),
    tabBeforeSign: named("'=1+1 Rao"),
    zeroWidthBeforeTab: named("'\u200b\tAsha Rao"),
    zeroWidthBeforeReturn: named("'\u200b\rAsha Rao"),
    newRecord: named('Asha\r\n1,2,3,4,5,6,7,8,9,10,11,12 Rao'),
    verticalTab: named('Asha\vDevi\fK Rao'),
    nextLineBeforeSign: named("'\u0085=1 Rao"),
    plus: named("'+91 98 Rao"),
    minus: named("'-2+3 Rao"),
    at: named("'@SUM(A1) Rao"),
    hyperlink: named('\'=HYPERLINK("http://127.0.0.1/?"&A1,"open") Rao'),
    commandCall: named("'=cmd|' /C calc'!A0 Rao"),
    fullWidthEquals: named("'＝1 Rao"),
    fullWidthPlus: named("'＋1 Rao"),
    fullWidthMinus: named("'－1 Rao"),
    fullWidthAt: named("'＠1 Rao"),
    bidiOverride: named("'\u202e=1+1 Rao"),
    bidiIsolate: named("'\u2066+1\u2069 Rao"),
    rightToLeftMark: named("'\u200f-1 Rao"),
    zeroWidthSpace: named("'\u200b@x Rao"),
    zeroWidthJoiner: named("'\u200d=1 Rao"),
    softHyphen: named("'\u00ad=1 Rao"),
    wordJoiner: named("'\u2060＝1 Rao"),
    tagCharacter: named("'\u{e0001}=1 Rao"),
    noBreakSpace: named("'\u200b\u00a0=1 Rao"),
    lineSeparator: named("'\u200b\u2028=1 Rao"),
    byteOrderMark: named("'=1 Rao"),
    apostropheAlready: named("'=1 Rao"),
    quotesOnly: named('""" "'),
    commasOnly: named(',,, ,'),
    quoteCommaLine: named('a","b\r\n"c Rao'),
    backslash: named('\\ \\"'),
    wordForNothing: named('null undefined'),
    markup: named('<script>alert(1)</script> {{7*7}} ${1} %s'),
    emojiFamily: named('👩🏽‍🏫👨‍👩‍👧‍👦 🇮🇳'),
    rightToLeft: named('آشا שרה'),
    mixedDirections: named('Asha آشا Rao'),
    combiningMarks: named(`A${'\u0301'.repeat(500)} Rao`),
    decomposed: named('A\u030angstro\u0308m \u00c5'),
    beyondBasicPlane: named('𑂍𑂱𑂮𑂢 𝒜'),
    nonCharacters: named('\ufffe\uffff\u{10ffff} Rao'),
    replacementCharacter: named('A\ufffd Rao'),
    invisibleOnly: named('\u200b'),
    spacesOfAllKinds: named(''),
    megabyte: named(`${'अ'.repeat(350_000)} Rao`),
  },
  userId: {
    long: plain,
    longest: plain,
    longestInTelugu: plain,
    upperCase: plain,
    // Printed without the spaces, looked up with them: the rest of the row is hers.
    spacesAround: plain,
    tabBefore: plain,
    nulBefore: plain,
    equalsSign: ({ userId }) => id(`'${userId}`),
    signBehindZeroWidth: ({ userId }) => id(`'${userId}`),
    quoteCommaLine: plain,
    statement: plain,
    pathUp: plain,
    rightToLeft: plain,
    privateUse: plain,
    emoji: plain,
  },
  location: {
    cutShort: plain,
    notJson: plain,
    jsonNull: plain,
    jsonNumber: plain,
    jsonText: plain,
    jsonObject: plain,
    notANumber: plain,
    arrayOfNull: plain,
    arrayOfTexts: plain,
    arrayInArray: plain,
    numericIds: plain,
    blankIds: plain,
    capitalKeys: plain,
    singleQuotes: plain,
    trailingComma: plain,
    byteOrderMark: plain,
    nul: plain,
    deeplyNested: plain,
    prototype: plain,
    blankJson: plain,
    amongRubbish: plain,
    wrongTypesInJson: plain,
    repeatedKey: plain,
    blankListItems: plain,
    tooLongAnId: plain,
    thousandUnknownIds: plain,
    twoHundredBlocks: plain,
    unknownIdsAlone: place(''),
    ring: place('', '', 'RING SCHOOL'),
    ringThenBlock: place(HERE.block.name, HERE.district.name, 'RING SCHOOL'),
    selfParent: place('ITS OWN PARENT'),
    blockInRing: place('BLOCK IN A RING'),
    orphanBlock: place('ORPHAN'),
    blankParent: place('BLANK PARENT'),
    sixSteps: place(HERE.block.name, HERE.district.name),
    sevenSteps: place(''),
    spacedType: place('SPACED', HERE.district.name),
    unknownType: place('', HERE.district.name),
    withoutType: place('', HERE.district.name),
    nameless: place('', HERE.district.name),
    withoutName: place('', HERE.district.name),
    formulaName: place("'=1+1", HERE.district.name),
    recordName: place('A",\r\n"B', HERE.district.name),
  },
  organisation: {
    twoThousandSchools: twoThousandNames,
    twoThousandUnknown: school(''),
    oddJoinDates: namesByDate,
    blankIds: plain,
    allEnded: school(''),
    ownRoot: school('Its own root, not a root'),
    rootsOfEachOther: school(byId({ id: ORG_IDS.loopA, name: 'Loop A' }, { id: ORG_IDS.loopB, name: 'Loop B' })),
    emptyOrganisation: school(''),
    namelessSchool: school(''),
    formulaSchool: school('\'=HYPERLINK("http://127.0.0.1","x")'),
    recordSchool: school('Two\r\nlines; "quoted", 1'),
    oddType: school(''),
    brokenLocation: school('Broken'),
    schoolInRing: place('', '', 'Ring'),
    rootOrgInLoop: { ...hidden, 'Organization Name': 'Loop A' },
    formulaRootOrg: { ...hidden, 'Organization Name': "'+Root" },
    namelessRootOrg: { ...hidden, 'Organization Name': '' },
    blankRootOrg: { ...hidden, 'Organization Name': '' },
    rootOrgWithSpace: { ...hidden, 'Organization Name': '' },
    nothingButId: { ...hidden, ...named(''), 'Organization Name': '', 'District Name': '' },
    oddStatus: plain,
  },
  identity: {
    blank: { 'External ID': '' },
    blankOriginal: { 'External ID': 't-0012' },
    valueUnset: { 'External ID': '' },
    formula: { 'External ID': "'=1+1" },
    phoneLike: { 'External ID': "'+919999" },
    leadingZeros: { 'External ID': '000120' },
    record: { 'External ID': 'T-1,"2"\r\n3' },
    nul: { 'External ID': 'T\u00001' },
    ciphertextOfOtherSalt: { 'External ID': FOREIGN_CIPHERTEXT },
    hundredKilobytes: { 'External ID': '7'.repeat(100_000) },
    oddKeys: { 'External ID': 'T-77' },
    fiveHundredOfOthers: { 'External ID': 'T-88' },
  },
  declaration: {
    withoutUserInfo: external(''),
    emptyKeys: external(''),
    prototypeKeys: external('T-1'),
    formula: external("'@x", "'\u200b=1"),
    record: external('"', 'MPPS\r\n"A", B'),
    ciphertext: external(FOREIGN_CIPHERTEXT),
    blankPersona: external('T-2'),
    spacedRejection: external(''),
    unknownStatus: external('T-4'),
    hundredPersonas: external('T-5'),
    spacedOrganisation: external(''),
  },
  contact: {
    ciphertextInMask: contact('', ''),
    otherCiphertextInMask: contact('', ''),
    // Ten characters and more are a number to Sunbird's mask, whatever they are.
    ciphertextAsPhone: contact('', stars(CIPHERTEXT.length - 4) + CIPHERTEXT.slice(-4)),
    starAlone: contact('*', '*'),
    formulaWithStar: contact("'=a*@example.org", "'+91******12"),
    recordWithStar: contact('a*\r\n",b', '*\t"1",\n2'),
    bareAddress: contact('', ''),
    dashes: contact('', ''),
    nul: contact('', ''),
    devanagariDigits: contact('', '******२३४५'),
    emoji: contact('', `${stars(8)}😀😀😀😀`),
    megabyte: contact('', ''),
    longestMask: contact(`aa${stars(4_998)}@example.org`, `${stars(4_996)}0000`),
    ciphertextOfOtherSalt: asMasked,
    encryptedTwice: asMasked,
    ciphertextCutShort: asMasked,
    ciphertextWithRubbish: asMasked,
    plainTextInside: asMasked,
    formulaEncrypted: asMasked,
    recordEncrypted: asMasked,
  },
  enrolment: {
    progressBelow: percent('0%'),
    progressAbove: percent('100%'),
    smallestNumbers: percent('0%'),
    largestNumbers: percent('100%'),
    emptyContents: percent('61%'),
    negativeContents: percent('0%'),
    oddContents: percent('30%'),
    allButOne: percent('98%'),
    strangeContents: percent('100%'),
    nothingAtAll: { ...percent('0%'), ...enrolled('') },
    completedInYearZero: percent('100%'),
    completedAtEpoch: percent('100%', '01/01/1970'),
    completedBeforeEnrolment: percent('100%', '01/01/2021'),
    completedAtLastMoment: percent('100%'),
    yearZero: enrolled(''),
    beforeYearZero: enrolled(''),
    yearOne: enrolled('01/01/0001'),
    year9999: enrolled('31/12/9999'),
    afterYear9999: enrolled(''),
    lastMoment: enrolled(''),
    textThirtiethOfFebruary: enrolled(''),
    textYearZero: enrolled(''),
    textYear9999: enrolled('31/12/9999'),
    textAfterYear9999: enrolled(''),
    textEmpty: enrolled(''),
    textBlank: enrolled(''),
    textWithLineFeed: enrolled('27/06/2026'),
    textWithNul: enrolled(''),
    textInArabicDigits: enrolled(''),
    textFormula: enrolled(''),
    textMegabyte: enrolled(''),
  },
};

/** With consent and `REPORT_CONTACTS=full`: what decrypts is printed, what does not stays masked. */
export const EXPECTED_IN_FULL: Readonly<Partial<Record<HostileCaseOf<'contact'>, CellsOf>>> = {
  ciphertextOfOtherSalt: asMasked,
  encryptedTwice: asMasked,
  ciphertextCutShort: asMasked,
  ciphertextWithRubbish: asMasked,
  plainTextInside: asMasked,
  formulaEncrypted: contact("'=1+1@example.org", "'+0000012345"),
  recordEncrypted: contact('a@example.org\r\nBcc: b@example.org', '"1",\n2'),
};
