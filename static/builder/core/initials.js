// @ts-check
/** One or two characters that stand for a person, as the server draws them. @param {string} name */
export function initials(name) {
  const text = name.trim();
  if (!text) return "?";
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text[0])) return text[0];
  const words = text.split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words[words.length - 1][0] : "")).toUpperCase();
}
