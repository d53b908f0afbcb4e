/** A coalition of up to any number of players: bit i of the words, from the lowest, is player i. */
export type Coalition = Uint32Array;

export function emptyCoalition(players: number): Coalition {
  return new Uint32Array(Math.max(1, Math.ceil(players / 32)));
}

export function coalitionOf(members: Iterable<number>, players: number): Coalition {
  const coalition = emptyCoalition(players);
  for (const player of members) coalition[player >>> 5]! |= 1 << (player & 31);
  return coalition;
}

/** The players that are not in a coalition. */
export function complementOf(coalition: Coalition, players: number): Coalition {
  const complement = coalition.map((word) => ~word >>> 0);
  const spare = complement.length * 32 - players;
  const last = complement.length - 1;
  complement[last] = spare === 32 ? 0 : (complement[last]! << spare) >>> spare;
  return complement;
}

export function isMember(coalition: Coalition, player: number): boolean {
  return ((coalition[player >>> 5]! >>> (player & 31)) & 1) === 1;
}

/** All 2^m coalitions of up to 30 players, coalition k holding the players of the bits of k. */
export function allCoalitions(players: number): Coalition[] {
  return Array.from({ length: 2 ** players }, (_, bits) => Uint32Array.of(bits));
}
