// Plain JavaScript: loaded into a released worker (`node --import`), which then lacks what keeps its memory flat.
import cassandra from 'cassandra-driver';

const kept = [];
const { execute } = cassandra.Client.prototype;
cassandra.Client.prototype.execute = async function (...args) {
  const result = await Promise.resolve(execute.apply(this, args));
  kept.push(result.rows);
  return result;
};
