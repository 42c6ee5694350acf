/** Log groups, streams and events; knows no protocol. */
package dev.brume.logs.engine;
