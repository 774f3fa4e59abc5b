import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const frameBuffer = definePlainForm({
  name: 'frameBuffer',
  draw: (pick) => ({
    w: pick.of([128, 240, 320, 640, 800, 1024, 1280, 1600, 1920]),
    h: pick.of([64, 160, 200, 240, 480, 600, 768, 900, 1080]),
    bytes: pick.of([2, 3, 4]),
    hz: pick.of([30, 50, 60, 75]),
  }),
  templates: [
    'A screen of {w} x {h} pixels needs {bytes} bytes per pixel. How many kB does one full picture take (1 kB = 1000 bytes)?',
    'How big is a raw image in kB? It is {w} pixels wide and {h} pixels high, each pixel has {bytes} bytes, and 1 kB is 1000 bytes.',
    'framebuffer: {w}x{h}, {bytes} bytes/pixel, {hz} Hz. size of one frame in kB (1000 bytes)?',
    'i want to keep one uncompressed {w} by {h} bitmap in memory, {bytes} bytes for every pixel. how many kB is that, with 1000 bytes to the kB',
    '`uint8_t buf[{h}][{w}][{bytes}];` How many kB of 1000 bytes does this array take?',
    'We draw into an off-screen canvas. Its width is {w}, its height is {h}, and the format uses {bytes} bytes per pixel. [The display runs at {hz} Hz, by the way. |]Give the size of the canvas in kB (1 kB = 1000 bytes).',
  ],
  goal: 'the size of one picture',
  unit: 'kB',
  steps: [
    {
      title: '[Count the pixels|Find the number of pixels]',
      text: '[width times height gives the pixels|a picture has {w} columns and {h} rows of pixels]',
      work: '{w} * {h}',
      unit: 'pixels',
    },
    {
      title: '[Turn pixels into bytes|Count the bytes]',
      text: '[each pixel takes {bytes} bytes|at {bytes} bytes for a pixel there are]',
      work: '{1} * {bytes}',
      unit: 'bytes',
    },
    {
      title: 'Convert to kB',
      text: '[1000 bytes are one kB, so we divide|one kB is 1000 bytes]',
      work: '{2} / 1000',
    },
  ],
});

const logVolume = definePlainForm({
  name: 'logVolume',
  draw: (pick, size) => ({
    rate: pick.int(2, 12 * size),
    bytes: pick.multiple(50, 50, 500),
    hours: pick.of([2, 3, 4, 6, 8, 12, 24]),
  }),
  templates: [
    'Our service writes {rate} log lines per second, {bytes} bytes each. How many MB of logs are that after {hours} hours (1 MB = 1000000 bytes)?',
    'How many MB does a log grow in {hours} hours when {rate} lines of {bytes} bytes arrive every second? Count 1000000 bytes as 1 MB.',
    'log rate {rate} lines/s\nline size {bytes} bytes\nduration {hours} h\nsize in MB (1000000 bytes) = ?',
    'each log line has about {bytes} bytes and we get {rate} of them a second. how much is that in MB in {hours} hours, 1 MB is 1000000 bytes',
    '`logrotate` kicks in after {hours} hours. Until then the daemon emits {rate} lines a second, and every line is {bytes} bytes long. Size of the file in MB (1000000 bytes)?',
    'A sensor sends {rate} records per second. One record is {bytes} bytes. What piles up within {hours} hours, in MB of 1000000 bytes?',
  ],
  goal: 'the size',
  unit: 'MB',
  steps: [
    {
      title: 'Find the bytes per second',
      text: '[every second brings {rate} lines of {bytes} bytes|{rate} lines with {bytes} bytes each make, per second]',
      work: '{rate} * {bytes}',
      unit: 'bytes',
    },
    {
      title: 'Find the bytes per hour',
      text: '[an hour has 3600 seconds|one hour is 3600 seconds long]',
      work: '{1} * 3600',
      unit: 'bytes',
    },
    {
      title: 'Take all hours in MB',
      text: '[there are {hours} hours, and 1000000 bytes make one MB|over {hours} hours, and in MB of 1000000 bytes, that is]',
      work: '{2} * {hours} / 1000000',
    },
  ],
});

const retainedData = definePlainForm({
  name: 'retainedData',
  draw: (pick, size) => ({
    each: pick.int(2, 15 * size),
    days: pick.of([7, 10, 14, 20, 30, 60, 90]),
    copies: pick.of([2, 3]),
    hosts: pick.int(4, 40),
  }),
  templates: [
    'We collect {each} GB of metrics a day, keep them for {days} days and store every byte {copies} times. How many GB of disk does that take?',
    'How many GB of disk do we need? Retention is {days} days, the replication factor is {copies}, and {each} GB come in per day.',
    'retention: {days} days\ningest: {each} GB/day\nreplicas: {copies}\nhosts: {hosts}\ntotal GB on disk = ?',
    'kafka topic gets {each} GB per day, replication {copies}, retention {days} days. so how many GB in total on the brokers',
    'The topic is written on {hosts} machines. It receives {each} GB each day, a message lives for {days} days, and there are {copies} copies of each. Compute the disk space in GB.',
    'Each day adds {each} GB. Data older than {days} days is deleted, and everything exists in {copies} copies. What is the steady size in GB?',
  ],
  goal: 'the disk space',
  unit: 'GB',
  steps: [
    {
      title: 'Find the size of one copy',
      text: '[{days} days with {each} GB each are kept|one copy holds {days} days of {each} GB]',
      work: '{each} * {days}',
      unit: 'GB',
    },
    {
      title: 'Multiply by the copies',
      text: '[there are {copies} copies of it|all {copies} copies together take]',
      work: '{1} * {copies}',
    },
  ],
});

const roomForBackups = definePlainForm({
  name: 'roomForBackups',
  draw: (pick, size) => {
    const [tb, each] = [pick.int(1, 2 + size), pick.int(12, 90)];
    return { tb, each, used: pick.int(50, 900) };
  },
  templates: [
    'A disk has {tb} TB, and {used} GB of it are taken. How many complete backups of {each} GB still fit (1 TB = 1000 GB)?',
    'How many more snapshots can I take? One is {each} GB, the volume is {tb} TB with {used} GB in use, 1 TB = 1000 GB.',
    'capacity {tb} TB (1000 GB each), used {used} GB, one dump {each} GB. number of whole dumps that fit?',
    'nas is {tb} TB, {used} GB are full already. each vm image is {each} GB. how many images can i still put there, if a TB is 1000 GB',
    'Our archive server was bought with {tb} TB, where 1 TB is 1000 GB. {used} GB hold old mail. The rest is for monthly exports of {each} GB each. How many whole exports can it hold?',
    '`df` says {used} GB used of {tb} TB (1000 GB per TB). We want to store files of {each} GB. At most how many?',
  ],
  goal: 'the number that fits',
  steps: [
    {
      title: 'Convert to GB',
      text: '[one TB is 1000 GB|we count in GB]',
      work: '{tb} * 1000',
      unit: 'GB',
    },
    {
      title: 'Take away what is used',
      text: '[{used} GB are taken already|without the {used} GB there are free]',
      work: '{1} - {used}',
      unit: 'GB',
    },
    {
      title: 'See how often one fits',
      text: '[only whole ones count, so we divide and drop the rest|we divide by {each} and leave out the rest]',
      work: '{2} // {each}',
    },
  ],
});

const cacheEntries = definePlainForm({
  name: 'cacheEntries',
  draw: (pick, size) => ({
    mib: pick.of([1, 2, 3, 4, 5, 8, 10].map((count) => count * Math.ceil(size / 2))),
    key: pick.multiple(4, 8, 64),
    value: pick.multiple(4, 100, 900),
    ttl: pick.of([30, 60, 90, 300]),
  }),
  templates: [
    'A cache may use {mib} MiB. One entry has a key of {key} bytes and a value of {value} bytes. How many whole entries fit?',
    'How many entries fit into {mib} MiB if each one takes {key} bytes for the key and {value} bytes for the value?',
    'cache_size = {mib} MiB; key = {key} bytes; value = {value} bytes; ttl = {ttl} s. max entries?',
    'i give redis {mib} MiB. keys are {key} bytes, values {value} bytes, lets ignore overhead. how many pairs can it hold at most',
    'Pairs of {key} + {value} bytes go into a buffer of {mib} MiB. [They expire after {ttl} seconds. |]What is the largest number of pairs?',
  ],
  goal: 'the number of entries',
  steps: [
    {
      title: 'Convert the space to bytes',
      text: '[one MiB is 1024 * 1024 bytes|a MiB has 1024 KiB of 1024 bytes]',
      work: '{mib} * 1024 * 1024',
      unit: 'bytes',
    },
    {
      title: 'Find the size of one entry',
      text: '[key and value together|one entry needs]',
      work: '{key} + {value}',
      unit: 'bytes',
    },
    {
      title: 'Divide',
      text: '[we need whole entries only|the rest holds no whole entry]',
      work: '{1} // {2}',
    },
  ],
});

const mixedMedia = definePlainForm({
  name: 'mixedMedia',
  draw: (pick, size) => ({
    n: pick.multiple(10, 20, 100 * size),
    a: pick.int(2, 9),
    m: pick.int(2, 8 * size),
    b: pick.multiple(10, 20, 150),
    gb: pick.of([4, 8, 16, 32, 64]),
  }),
  templates: [
    'On a card of {gb} GB there are {n} photos of {a} MB and {m} videos of {b} MB. How many MB are still free (1 GB = 1000 MB)?',
    'How much room is left, in MB? The stick has {gb} GB, 1 GB is 1000 MB. I copied {n} pictures ({a} MB each) and {m} clips ({b} MB each) to it.',
    'quota {gb} GB (1 GB = 1000 MB)\n{n} x {a} MB\n{m} x {b} MB\nfree MB?',
    'my phone has {gb} GB for media. {n} photos at {a} MB and {m} videos at {b} MB are on it. with 1000 MB per GB, how many MB remain',
    '{m} recordings of {b} MB each and {n} slides of {a} MB each were uploaded to a share of {gb} GB (1000 MB per GB). Work out the free space in MB.',
  ],
  goal: 'the free space',
  unit: 'MB',
  steps: [
    {
      title: 'Add up the small files',
      text: '[{n} files of {a} MB|the small ones, {n} times {a} MB, take]',
      work: '{n} * {a}',
      unit: 'MB',
    },
    {
      title: 'Add up the large files',
      text: '[{m} files of {b} MB|the large ones, {m} times {b} MB, take]',
      work: '{m} * {b}',
      unit: 'MB',
    },
    {
      title: 'Convert the space',
      text: '[there are 1000 MB in one GB|in MB, the {gb} GB are]',
      work: '{gb} * 1000',
      unit: 'MB',
    },
    {
      title: 'Take both away',
      text: '[what both take is gone|we subtract both amounts]',
      work: '{3} - {1} - {2}',
    },
  ],
});

/** How much is stored, and what fits into what is left. */
export const storagePlans: readonly AnyForm[] = [
  frameBuffer,
  logVolume,
  retainedData,
  roomForBackups,
  cacheEntries,
  mixedMedia,
];
