/** Log groups, streams and events, independent of protocols. */
package dev.brume.logs.engine;
