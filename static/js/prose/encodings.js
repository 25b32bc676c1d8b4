// Vietnamese of before Unicode, TCVN3 and VNI, recognised and converted: the browser's half of cchc_portal/vietnam/encodings.py.

const TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ";
const TCVN3_CODES =
  "\xb5\xb6\xb7\xb8\xb9\xa8\xbb\xbc\xbd\xbe\xc6\xa9\xc7\xc8\xc9\xca\xcb\xae\xcc\xce\xcf\xd0\xd1\xaa\xd2\xd3\xd4\xd5\xd6" +
  "\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xab\xe5\xe6\xe7\xe8\xe9\xac\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4" +
  "\xad\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xa1\xa2\xa7\xa3\xa4\xa5\xa6";

const TONES = { ù: "\u0301", ø: "\u0300", û: "\u0309", õ: "\u0303", ï: "\u0323" };
const CIRCUMFLEX = { â: "", á: "\u0301", à: "\u0300", å: "\u0309", ã: "\u0303", ä: "\u0323" };
const BREVE = { ê: "", é: "\u0301", è: "\u0300", ú: "\u0309", ü: "\u0303", ë: "\u0323" };
const ALONE = { ñ: "đ", ô: "ơ", ö: "ư", í: "í", ì: "ì", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };

const vni = () => {
  const small = new Map(Object.entries(ALONE));
  const join = (bases, marks) => {
    for (const [code, letter] of bases) for (const [mark, tone] of Object.entries(marks)) small.set(code + mark, letter + tone);
  };
  join([..."aeouy"].map((base) => [base, base]), TONES);
  join([..."aeo"].map((base) => [base, `${base}\u0302`]), CIRCUMFLEX);
  join([["a", "a\u0306"]], BREVE);
  join([["ô", "ơ"], ["ö", "ư"]], TONES);
  const both = new Map(small);
  for (const [code, letter] of small) both.set(code.toUpperCase(), letter.toUpperCase());
  for (const [code, letter] of small) if (code.length === 2) both.set(code[0].toUpperCase() + code[1], letter[0].toUpperCase() + letter.slice(1));
  return new Map([...both].map(([code, letter]) => [code, letter.normalize("NFC")]));
};

const TABLES = { tcvn3: new Map([...TCVN3_CODES].map((code, at) => [code, TCVN3_LETTERS[at]])), vni: vni() };
const FOUND = Object.fromEntries(
  Object.entries(TABLES).map(([name, table]) => [name, new RegExp([...table.keys()].sort((a, b) => b.length - a.length).join("|"), "g")]),
);

export const toUnicode = (text, encoding, capitals = false) => {
  const converted = text.replace(FOUND[encoding], (code) => TABLES[encoding].get(code));
  return (capitals ? converted.toUpperCase() : converted).normalize("NFC");
};

const ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x";
const RIMES =
  "a(?:ch|c|i|m|ng|nh|n|o|p|t|u|y)?|ă(?:c|m|ng|n|p|t)|â(?:c|m|ng|n|p|t|u|y)|e(?:c|m|ng|n|o|p|t)?|" +
  "ê(?:ch|c|m|nh|n|p|t|u)?|i(?:a|ch|m|nh|n|p|t|u)?|iê(?:c|m|ng|n|p|t|u)|o(?:c|i|m|ng|n|p|t|oc|ong)?|" +
  "oa(?:ch|c|i|m|ng|nh|n|o|p|t|y)?|oă(?:c|m|ng|n|t)|oe(?:n|o|t)?|ô(?:c|i|m|ng|n|p|t)?|ơ(?:i|m|n|p|t)?|" +
  "u(?:a|c|i|m|ng|n|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|nh)?|uô(?:c|i|m|ng|n|t)|uơ|uy(?:a|ch|nh|n|t|u)?|uyê(?:n|t)|" +
  "ư(?:a|c|i|m|ng|n|t|u)?|ươ(?:c|i|m|ng|n|p|t|u)|y|yê(?:m|ng|n|t|u)";
const SYLLABLE = new RegExp(`^(?:${ONSETS})?(?:${RIMES})$`);
const WORD = /[^\s\d.,;:!?()[\]{}/\\|"'“”‘’…–—<>=&%+*-]+/g;
const ENOUGH = 0.8;

const isSyllable = (word) => {
  const letters = word.toLowerCase().normalize("NFD");
  const bare = letters.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "");
  return letters.length - bare.length <= 1 && SYLLABLE.test(bare.normalize("NFC"));
};
const share = (words) => words.filter(isSyllable).length / words.length;

// The encoding in which the text is Vietnamese, where it is not so already; "" where nothing says so clearly.
export const guess = (text) => {
  const words = (text.match(WORD) || []).filter((word) => /[^\x00-\x7f]/.test(word)); // eslint-disable-line no-control-regex
  if (!words.length || share(words) >= 1 - ENOUGH / 2) return "";
  const shares = Object.keys(TABLES).map((name) => [share(words.map((word) => toUnicode(word, name))), name]);
  const [best, name] = shares.reduce((one, other) => (other[0] > one[0] ? other : one));
  return best >= ENOUGH && best > share(words) ? name : "";
};
