/** Node's `Buffer`, for a browser; put in where the bundle speaks of it. */
export { Buffer } from 'buffer/';
