// Stands in for the encoding of addresses: they stay as they are written.

export {};
