// Splits SQL by the real PostgreSQL parser. Reads {"name": "sql", …} from standard input, writes
// {"name": [[start, length], …] or "why not", …}; starts and lengths count UTF-8 bytes, a length of 0 means the rest.
const pg = require(process.argv[2]);
let input = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => { input += chunk; });
process.stdin.on('end', async () => {
  await pg.loadModule();
  const answers = {};
  for (const [name, sql] of Object.entries(JSON.parse(input))) {
    try {
      const stmts = pg.parseSync(sql).stmts || [];
      answers[name] = stmts.map((stmt) => [stmt.stmt_location || 0, stmt.stmt_len || 0]);
    } catch (error) {
      answers[name] = String(error.message) + ' at ' + (error.sqlDetails && error.sqlDetails.cursorPosition);
    }
  }
  process.stdout.write(JSON.stringify(answers));
});
