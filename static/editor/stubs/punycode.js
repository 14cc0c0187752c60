// Stands in for the spelling of foreign host names: addresses stay as they are written.

export default {};
