import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const compressedUpload = definePlainForm({
  name: 'compressedUpload',
  draw: (pick, size) => ({
    gb: pick.int(1, 10 * size),
    percent: pick.of([20, 25, 40, 50, 60, 75, 80]),
    rate: pick.of([5, 10, 20, 25, 40, 50, 100]),
    cores: pick.int(2, 32),
  }),
  templates: [
    'A dump of {gb} GB shrinks by {percent}% when it is compressed, and then we upload it at {rate} MB/s. How many seconds does the upload take (1 GB = 1000 MB)?',
    'How many seconds do we upload? The file has {gb} GB before compression, gzip removes {percent}% of it, the line does {rate} MB per second, 1 GB = 1000 MB.',
    'input: {gb} GB (1 GB = 1000 MB)\nsaved by compression: {percent}%\nupload: {rate} MB/s\nseconds: ?',
    'i compress {gb} GB first, that saves {percent} percent, then send the rest with {rate} MB/s. how many seconds for sending if a GB has 1000 MB',
    'Our CI packs artifacts of {gb} GB on a runner with {cores} cores. The archive is {percent}% smaller than the input. It is copied at {rate} MB per second. For how many seconds (1 GB = 1000 MB)?',
  ],
  goal: 'the time for the upload',
  unit: 'seconds',
  steps: [
    {
      title: 'Convert to MB',
      text: '[one GB is 1000 MB|we count in MB, 1000 to the GB]',
      work: '{gb} * 1000',
      unit: 'MB',
    },
    {
      title: 'Take what remains after compression',
      text: '[{percent} percent are saved, so 100 - {percent} percent remain|what is sent is 100 - {percent} percent of it]',
      work: '{1} * (100 - {percent}) / 100',
      unit: 'MB',
    },
    {
      title: 'Divide by the rate',
      text: '[each second takes {rate} MB|{rate} MB go through per second]',
      work: '{2} / {rate}',
    },
  ],
});

const restOfDownload = definePlainForm({
  name: 'restOfDownload',
  draw: (pick, size) => ({
    total: pick.multiple(50, 100, 1500 * size),
    percent: pick.multiple(5, 10, 90),
    rate: pick.of([2, 4, 5, 8, 10, 20, 25]),
    unit: pick.of(['MB', 'MiB', 'kB']),
    spent: pick.int(20, 200),
  }),
  templates: [
    'A download of {total} {unit} is at {percent}%. It goes on with {rate} {unit} per second. How many seconds are left?',
    'How long do I still wait, in seconds? The progress bar is at {percent}%, the file has {total} {unit} and the speed is {rate} {unit}/s.',
    '{total} {unit}, {percent}% done, {rate} {unit}/s. ETA in seconds?',
    'the installer pulls {total} {unit}. after {spent} seconds it shows {percent}%, speed now is {rate} {unit}/s. remaining seconds?',
    '`wget` has fetched {percent}% of {total} {unit} and reports {rate} {unit}/s. When will it be done, in seconds from now?',
    'So far {percent}% of an image with {total} {unit} have been pulled, and every second brings {rate} {unit} more. Seconds until it is complete?',
  ],
  goal: 'the time that is left',
  unit: 'seconds',
  steps: [
    {
      title: 'Find what is missing',
      text: '[{percent} percent are there, so 100 - {percent} percent are missing|the rest of 100 percent is missing]',
      work: '{total} * (100 - {percent}) / 100',
      unit: '{unit}',
    },
    {
      title: 'Divide by the speed',
      text: '[{rate} {unit} come each second|a second brings {rate} {unit}]',
      work: '{1} / {rate}',
    },
  ],
  otherSteps: [
    {
      title: 'Find what is there',
      text: '{percent} percent of the {total} {unit} are there',
      work: '{total} * {percent} / 100',
      unit: '{unit}',
    },
    {
      title: 'Subtract',
      text: '[the rest is still to come|without these there are missing]',
      work: '{total} - {1}',
      unit: '{unit}',
    },
    {
      title: 'Divide by the speed',
      text: '[each second {rate} {unit} come|at {rate} {unit} a second this takes]',
      work: '{2} / {rate}',
    },
  ],
});

const packetHeaders = definePlainForm({
  name: 'packetHeaders',
  draw: (pick, size) => {
    const payload = pick.of([100, 200, 250, 400, 500, 1000]);
    return {
      payload,
      data: payload * pick.int(4, 30 * size),
      header: pick.of([8, 12, 20, 28, 40]),
    };
  },
  templates: [
    '{data} bytes are sent in packets with {payload} bytes of payload, and each packet has a header of {header} bytes. How many bytes go over the wire in total?',
    'How many bytes are really sent? Message: {data} bytes. Payload per packet: {payload} bytes. Header per packet: {header} bytes.',
    'data={data} bytes, payload={payload} bytes/packet, header={header} bytes/packet -> bytes in total?',
    'we split {data} bytes into chunks of {payload} bytes and put {header} bytes in front of every chunk. total bytes then',
    'A protocol adds {header} bytes to each frame, and a frame carries {payload} bytes. With headers, how many bytes does it need for {data} bytes of data?',
  ],
  goal: 'the total number of bytes',
  unit: 'bytes',
  steps: [
    {
      title: 'Count the packets',
      text: '[each packet carries {payload} of the {data} bytes|we divide the {data} bytes by {payload}]',
      work: '{data} / {payload}',
      unit: 'packets',
    },
    {
      title: 'Add up the headers',
      text: '[each of them has {header} bytes in front|{header} bytes come with each packet]',
      work: '{1} * {header}',
      unit: 'bytes',
    },
    {
      title: 'Add the data',
      text: '[the data itself is sent as well|with the data it is]',
      work: '{data} + {2}',
    },
  ],
  otherSteps: [
    {
      title: 'Count the packets',
      text: '[we cut the {data} bytes into pieces of {payload}|{payload} bytes fill one packet, so there are]',
      work: '{data} / {payload}',
      unit: 'packets',
    },
    {
      title: 'Find the size of one packet',
      text: '[header and payload together|what one packet has in all is]',
      work: '{header} + {payload}',
      unit: 'bytes',
    },
    {
      title: 'Multiply',
      text: '[all packets are of this size|we multiply the number by the size]',
      work: '{1} * {2}',
    },
  ],
});

const streamSize = definePlainForm({
  name: 'streamSize',
  draw: (pick, size) => ({
    rate: pick.of([64, 96, 128, 160, 192, 256, 320, 400, 800, 2000]),
    minutes: pick.int(2, 20 * size),
    what: pick.of(['podcast', 'call', 'lecture', 'recording', 'livestream']),
  }),
  templates: [
    'A {what} is encoded at {rate} kbit/s and lasts {minutes} minutes. How large is it in MB (1 MB = 1000 kB)?',
    'How many MB are {minutes} minutes of audio at {rate} kilobits per second, with 1 MB = 1000 kB?',
    '{what}: {rate} kbps, {minutes} min -> MB (decimal, 1000 kB)?',
    'bitrate {rate} kbit/s. how many MB do {minutes} minutes of this {what} take, 1000 kB to the MB',
    'I record a {what} of {minutes} minutes. My encoder produces {rate} kbit every second. Tell me the file size in MB, with 8 bits per byte and 1000 kB per MB.',
  ],
  goal: 'the file size',
  unit: 'MB',
  steps: [
    {
      title: 'Convert to seconds',
      text: '[{minutes} minutes have 60 seconds each|in seconds, {minutes} minutes are]',
      work: '{minutes} * 60',
      unit: 'seconds',
    },
    {
      title: 'Find the bits',
      text: '[each second has {rate} kbit|{rate} kbit come per second]',
      work: '{1} * {rate}',
      unit: 'kbit',
    },
    {
      title: 'Convert to MB',
      text: '[8 bits are a byte, and 1000 kB are a MB|we divide by 8 for kB and by 1000 for MB]',
      work: '{2} / 8 / 1000',
    },
  ],
});

const twoLinks = definePlainForm({
  name: 'twoLinks',
  draw: (pick, size) => ({
    gb: pick.int(1, 10 * size),
    a: pick.of([20, 30, 50, 60, 100, 150, 200, 300]),
    b: pick.of([20, 40, 50, 60, 100, 200, 250]),
    host: pick.int(2, 9),
  }),
  templates: [
    'We bond two links of {a} Mbit/s and {b} Mbit/s. In how many seconds do both together move {gb} GB (1 GB = 1000 MB)?',
    'Seconds for {gb} GB over two uplinks at once, one with {a} Mbit/s, the other with {b} Mbit/s? 1 GB is 1000 MB.',
    'link1 = {a} Mbit/s, link2 = {b} Mbit/s, both in parallel. data = {gb} GB (1000 MB each). time in seconds = ?',
    'i have dsl with {a} mbit and lte with {b} mbit per second and use both at the same time. how many seconds for {gb} GB, 1 GB = 1000 MB',
    'Server {host} has two network cards that share the load: {a} Mbit/s plus {b} Mbit/s. Find the seconds that a copy of {gb} GB needs if a GB is 1000 MB.',
  ],
  goal: 'the time',
  unit: 'seconds',
  steps: [
    {
      title: 'Add the rates',
      text: '[both lines work at the same time|used at once, the lines add up]',
      work: '{a} + {b}',
      unit: 'Mbit',
    },
    {
      title: 'Convert to Mbit',
      text: '[one GB is 1000 MB, and one MB is 8 Mbit|{gb} GB are, with 1000 MB per GB and 8 bits per byte]',
      work: '{gb} * 1000 * 8',
      unit: 'Mbit',
    },
    {
      title: 'Divide',
      text: '[each second takes {1} Mbit|{1} Mbit go through per second]',
      work: '{2} / {1}',
    },
  ],
});

const hourlyTraffic = definePlainForm({
  name: 'hourlyTraffic',
  draw: (pick, size) => ({
    rate: pick.int(2, 40 * size),
    kb: pick.multiple(5, 5, 100),
    minutes: pick.of([5, 10, 15, 20, 30, 60]),
    code: pick.of([200, 304]),
  }),
  templates: [
    'An API answers {rate} requests per second, each response is {kb} kB. How many MB does it send in {minutes} minutes (1 MB = 1000 kB)?',
    'How many MB leave the server in {minutes} minutes at {rate} responses a second with {kb} kB each? 1 MB = 1000 kB.',
    '{rate} req/s * {kb} kB, for {minutes} min. MB sent (1 MB = 1000 kB)?',
    'nginx serves {rate} responses per second with {kb} kB on average. what traffic is that in {minutes} minutes, in MB of 1000 kB',
    'During the {minutes} minutes of a load test we saw status {code} for {rate} requests every second. The body had {kb} kB each time. How many MB (1000 kB) were transferred?',
  ],
  goal: 'the amount of data',
  unit: 'MB',
  steps: [
    {
      title: 'Find the data per second',
      text: '[{rate} answers of {kb} kB|one second takes {rate} times {kb} kB]',
      work: '{rate} * {kb}',
      unit: 'kB',
    },
    {
      title: 'Find the seconds',
      text: '[{minutes} minutes have 60 seconds each|in seconds, {minutes} minutes are]',
      work: '{minutes} * 60',
      unit: 'seconds',
    },
    {
      title: 'Multiply and convert',
      text: '[we multiply, and 1000 kB make one MB|over all seconds, and divided by 1000 for MB, it is]',
      work: '{1} * {2} / 1000',
    },
  ],
});

/** What is sent, and how long that takes. */
export const transferPlans: readonly AnyForm[] = [
  compressedUpload,
  restOfDownload,
  packetHeaders,
  streamSize,
  twoLinks,
  hourlyTraffic,
];
