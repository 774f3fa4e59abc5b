// Appends records to a ledger and prints the id of each that it was told is kept.
import { SavingsFile } from '../../../src/host/savings/savingsFile';
import { savingsRecord } from '../support/savingsRecord';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const file = new SavingsFile(folder);
for (let index = 0; index < Number(count); index++) {
  const id = `${name}-${index}`;
  await file.append(savingsRecord(id));
  process.stdout.write(`${id}\n`);
  // Reading on beside the other's writes is what a window does.
  if (index % 10 === 0) await file.read();
}
