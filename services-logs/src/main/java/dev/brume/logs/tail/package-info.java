/** Log events as they come: live tail sessions. */
package dev.brume.logs.tail;
