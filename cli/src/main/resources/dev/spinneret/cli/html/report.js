
'use strict';
(() => {
  const SHOWN = 20;
  const collator = new Intl.Collator('en', { numeric: true });
  const button = (text, action) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', action);
    return made;
  };

  // What a cell is sorted by: its number if it has one, else its text.
  const value = cell => cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);

  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(a, b);

  // What a cell is in CSV: URLs whole, several of them separated by blanks. A cell that a spreadsheet
  // would take for a formula gets an apostrophe.
  const text = cell => {
    const items = cell.querySelectorAll('li:not(.rest)');
    if (items.length) {
      return Array.from(items, text).join(' ');
    }
    const link = cell.querySelector('a');
    return link ? link.getAttribute('href') + (cell.querySelector('.at')?.textContent ?? '') : cell.textContent === '' ? '' : cell.classList.contains('num') ? cell.dataset.v ?? cell.textContent : cell.textContent;
  };
  const field = cell => {
    const plain = text(cell);
    const safe = cell.classList.contains('num') || !/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(plain)
      ? plain : "'" + plain;
    return /[",;\t\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const csv = table =>
    Array.from(table.rows, row => Array.from(row.cells, field).join(',') + '\r\n').join('');

  const save = (name, content) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff' + content], { type: 'text/csv;charset=utf-8' }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  for (const section of document.querySelectorAll('section.table')) {
    const table = section.querySelector('table');
    const body = table.tBodies[0];
    let all = body.rows.length <= SHOWN;
    const shorten = () => Array.from(body.rows).forEach((row, i) => row.classList.toggle('off', !all && i >= SHOWN));

    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const name = head.textContent;
      head.replaceChildren(button(name, () => {
        const numbers = head.classList.contains('num');
        const before = head.getAttribute('aria-sort');
        const up = before ? before === 'descending' : !numbers;
        for (const other of table.tHead.rows[0].cells) {
          other.removeAttribute('aria-sort');
        }
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = Array.from(body.rows, row => [value(row.cells[column]), row]);
        rows.sort((a, b) => up ? compare(a[0], b[0]) : compare(b[0], a[0]));
        body.append(...rows.map(pair => pair[1]));
        shorten();
      }));
    });

    section.querySelector('.head').append(button('Download CSV', () => save(section.id + '.csv', csv(table))));
    if (!all) {
      const more = button('Show all ' + body.rows.length.toLocaleString('en'), () => {
        all = !all;
        more.textContent = all ? 'Show fewer' : 'Show all ' + body.rows.length.toLocaleString('en');
        shorten();
      });
      more.className = 'more';
      section.append(more);
    }
    shorten();
  }

  // The names on the map: shortened to their rectangles, or left out.
  const fit = () => {
    for (const part of document.querySelectorAll('.map > svg')) {
      const box = part.querySelector('.edge').getBoundingClientRect();
      for (const label of part.querySelectorAll('text')) {
        const whole = label.dataset.whole ?? (label.dataset.whole = label.textContent);
        label.textContent = whole;
        const low = Number(label.getAttribute('y')) + 5 > box.height;
        const room = box.width - 14;
        let length = whole.length;
        while (!low && length > 0 && label.getComputedTextLength() > room) {
          length = Math.min(length - 1, Math.floor(length * room / label.getComputedTextLength()));
          label.textContent = length > 1 && !label.classList.contains('small') ? whole.slice(0, length) + '\u2026' : '';
        }
        if (low) {
          label.textContent = '';
        }
      }
    }
  };
  fit();
  addEventListener('resize', fit);
  document.documentElement.dataset.ready = 'true';
})();
