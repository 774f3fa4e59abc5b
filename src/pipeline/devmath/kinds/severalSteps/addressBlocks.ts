import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { hexLiteral, isFrozenHex } from '../../literals';
import type { Pick } from '../../pick';

/** A multiple of 16. */
function drawAddress(pick: Pick, size: number): number {
  return pick.until(
    () => 16 * pick.int(1, 30 * size),
    (address) => isFrozenHex(address),
  );
}

const subnetHosts = definePlainForm({
  name: 'subnetHosts',
  draw: (pick) => ({
    prefix: pick.int(20, 30),
    net: `10.${pick.int(0, 99)}.${pick.int(1, 15) * 16}.0`,
    vlan: pick.int(10, 400),
  }),
  templates: [
    'How many usable host addresses does a /{prefix} IPv4 subnet have? The network and the broadcast address do not count.',
    'The subnet `{net}/{prefix}` holds our servers. Without network and broadcast address, how many hosts can it have?',
    '/{prefix} in IPv4, usable hosts (minus network and broadcast)?',
    'vlan {vlan} is a /{prefix}. so how many machines can get an ipv4 address in there, broadcast and network address excluded',
    'Given an IPv4 prefix length of {prefix}, count the addresses that can be handed out to hosts, without the first one (network) and the last one (broadcast).',
  ],
  goal: 'the number of hosts',
  steps: [
    {
      title: 'Find the host bits',
      text: '[an IPv4 address has 32 bits, and {prefix} of them are fixed|of 32 bits, {prefix} belong to the network]',
      work: '32 - {prefix}',
      unit: 'bits',
    },
    {
      title: 'Count the addresses',
      text: '[each host bit doubles the number|with these bits one can number]',
      work: '2^{1}',
      unit: 'addresses',
    },
    {
      title: 'Leave out two',
      text: '[the network and the broadcast address are no hosts|we take the two special addresses away]',
      work: '{2} - 2',
    },
  ],
});

const subnetSplit = definePlainForm({
  name: 'subnetSplit',
  draw: (pick) => {
    const large = pick.int(16, 25);
    const small = pick.int(large + 1, Math.min(large + 6, 29));
    return { large, small };
  },
  templates: [
    'A /{large} network is cut into /{small} subnets. How many usable hosts do all the subnets have together (two addresses of each are no hosts)?',
    'We split a /{large} into subnets of size /{small}. Each subnet loses 2 addresses. How many host addresses are there in all subnets in total?',
    'IPv4: /{large} -> /{small} subnets. sum of usable hosts over all of them (2 reserved each)?',
    'got a /{large} from the provider and give every office a /{small}, in each one 2 addresses cannot be used. how many can be used over all the subnets',
    'Split /{large} evenly into /{small} blocks (IPv4). In a block, all but 2 addresses may be assigned. Total number that may be assigned?',
  ],
  goal: 'the number of hosts in all subnets',
  steps: [
    {
      title: 'Find the bits that number the subnets',
      text: '[the prefix grows by|between both prefixes are]',
      work: '{small} - {large}',
      unit: 'bits',
    },
    {
      title: 'Count the subnets',
      text: '[each of these doubles the number|with these bits one can number]',
      work: '2^{1}',
      unit: 'subnets',
    },
    {
      title: 'Find the host bits',
      text: 'the rest of the 32 bits of an IPv4 address is for the hosts',
      work: '32 - {small}',
      unit: 'bits',
    },
    {
      title: 'Count the hosts of one subnet',
      text: '[2 addresses are taken away|one subnet has, without its 2 special addresses]',
      work: '2^{3} - 2',
      unit: 'hosts',
    },
    {
      title: 'Multiply',
      text: '[all subnets are alike|we take this for each subnet]',
      work: '{2} * {4}',
    },
  ],
});

const elementAddress = definePlainForm({
  name: 'elementAddress',
  draw: (pick, size) => {
    const index = pick.int(2, 9 * size);
    return {
      base: hexLiteral(drawAddress(pick, size)),
      index,
      each: pick.of([2, 4, 8, 16]),
      length: pick.of([64, 100, 128, 256].filter((length) => length > index)),
    };
  },
  templates: [
    'An array starts at address {base}, and each element has {each} bytes. At which address, in decimal, is the element with index {index} (the first one has index 0)?',
    'Which decimal address has `a[{index}]`? `a` begins at {base}, `sizeof(a[0])` is {each}.',
    'base {base}, {each} bytes per element, index {index} (zero-based, {length} elements). address in decimal?',
    'pointer p is {base}, it points to {each} byte values. what is p + {index} as a decimal number (pointer arithmetic!)',
    'A table of registers lies at {base}. Every register takes {each} bytes, numbering begins with 0. Give the address of register {index} in decimal.',
  ],
  goal: 'the address',
  steps: [
    {
      title: 'Find the offset',
      text: '[{index} elements of {each} bytes lie before it|the offset is index times size]',
      work: '{index} * {each}',
      unit: 'bytes',
    },
    {
      title: 'Convert the base',
      text: '[the base address in decimal|{base} is, in decimal]',
      work: '{base}',
    },
    {
      title: 'Add',
      text: '[base plus offset|we go on from the base by the offset]',
      work: '{2} + {1}',
    },
  ],
});

const regionSize = definePlainForm({
  name: 'regionSize',
  draw: (pick, size) => {
    const first = drawAddress(pick, size);
    const last = pick.until(
      () => first + 16 * pick.int(2, 12 * size) - 1,
      (address) => isFrozenHex(address),
    );
    return { first: hexLiteral(first), last: hexLiteral(last), each: pick.of([2, 4, 8, 16]) };
  },
  templates: [
    'A memory region goes from {first} to {last}, both included. How many words of {each} bytes does it hold?',
    'How many {each}-byte words are there from address {first} up to and including {last}?',
    'region {first}-{last} (inclusive), word size {each} bytes. words?',
    'linker map says the section occupies {first} through {last}. in units of {each} bytes, how many is that, last byte included',
    'Bytes {first} to {last} (inclusive) are reserved for entries of {each} bytes. Number of entries?',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Convert the first address',
      text: '[in decimal, the first one is|{first} means]',
      work: '{first}',
    },
    {
      title: 'Convert the last address',
      text: '[in decimal, the last one is|{last} means]',
      work: '{last}',
    },
    {
      title: 'Count the bytes',
      text: '[both ends count, so we add 1|the last one counts too]',
      work: '{2} - {1} + 1',
      unit: 'bytes',
    },
    {
      title: 'Divide by the size',
      text: '[each takes {each} bytes|we divide by the {each} bytes of one]',
      work: '{3} / {each}',
    },
  ],
});

const hexTextSize = definePlainForm({
  name: 'hexTextSize',
  draw: (pick, size) => ({
    bits: pick.of([64, 96, 128, 160, 256, 384, 512]),
    n: pick.int(2, 30 * size),
    what: pick.of(['hashes', 'keys', 'tokens', 'digests']),
  }),
  templates: [
    'We print {n} {what} of {bits} bits in hexadecimal, each one followed by a line break. How many characters is the output?',
    'How many characters are written for {n} {what} in hex, one per line? Each has {bits} bits, and the line break counts as 1 character.',
    '{n} {what}, {bits} bit each, hex, plus 1 newline per line -> characters?',
    'every line has one {bits}-bit value in hex and then a newline (1 char). file has {n} lines. how many chars is that',
    'A list of {n} {what} is saved as text. A value has {bits} bits, one hex digit stands for 4 bits, and after each value there is one newline character. Count all characters.',
  ],
  goal: 'the number of characters',
  steps: [
    {
      title: 'Count the digits',
      text: '[one hex digit stands for 4 bits|{bits} bits are written 4 bits to a digit]',
      work: '{bits} / 4',
      unit: 'digits',
    },
    {
      title: 'Add the line break',
      text: '[one more character ends the line|the line break is one character more]',
      work: '{1} + 1',
      unit: 'characters',
    },
    {
      title: 'Multiply by the lines',
      text: '[there are {n} lines|this comes {n} times, once for each line]',
      work: '{2} * {n}',
    },
  ],
});

/** Networks, memory and what is written in hex, counted by powers of two. */
export const addressBlocks: readonly AnyForm[] = [
  subnetHosts,
  subnetSplit,
  elementAddress,
  regionSize,
  hexTextSize,
];
