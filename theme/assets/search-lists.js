/* Finds the rows of a large index with few of its files; search.js loads it for a first search.
   Files of lists (w0.js …) say which rows have some three letters in a row, or two where the first is
   Chinese or Japanese; files of rows (r0.js …) hold four each. Both are written by SearchEdition.swift. */
(() => {
  const size = letter => letter < '\u2e80' ? 3 : 2;
  /* Gaps between the numbers of rows: the last digit of each is from "=" on, those before from "#". */
  const read = (list, see) => {
    let row = -1, high = 0;
    for (const digit of list) {
      const code = digit.charCodeAt();
      if (code < 61) high = high * 25 + code - 35;
      else {
        row += high * 66 + code - 60;
        high = 0;
        see(row);
      }
    }
  };
  const pause = time => new Promise(done => setTimeout(done, time));

  globalThis.waymarkIndex = async (count, words, load, best, isOld) => {
    /* Points by row, as `rank` gives them: text 1, summary 4, title 9. */
    const rate = async letters => {
      const file = letters.reduce((hash, letter) => (hash * 31 + letter.codePointAt()) % count, 0);
      const points = [];
      const lists = (await load('w' + file))[letters.join('')] || [];
      lists.forEach((list, field) => read(list, row => {
        points[row] = (points[row] || 0) + [1, 4, 9][field];
      }));
      return points;
    };
    /* A word is worth no more than the least of its stretches. Twelve tell words apart well enough. */
    const rateWord = async word => {
      const stretches = [...word].map((letter, at, all) => all.slice(at, at + size(letter)))
        .filter((letters, at) => !at || letters.length === size(letters[0])).slice(0, 12);
      return (await Promise.all(stretches.map(rate)))
        .reduce((a, b) => a.map((points, row) => Math.min(points, b[row] || 0)));
    };

    /* Nothing is loaded while somebody types on. */
    await pause(400);
    if (isOld()) return [];
    const points = (await Promise.all(words.map(rateWord)))
      .reduce((a, b) => a.map((points, row) => points && b[row] && points + b[row]));
    const rows = Object.keys(points).filter(row => points[row]).sort((a, b) => points[b] - points[a]);
    /* Some rows have the stretches, but not the words: then a few more are looked at. */
    const found = [];
    for (let at = 0; at < 100 && rows[at] && found.length < 20 && !isOld(); at += 20)
      found.push(...best(await Promise.all(rows.slice(at, at + 20)
        .map(async row => (await load('r' + (row >> 2)))[row & 3])), words));
    return found.slice(0, 20);
  };
})();
