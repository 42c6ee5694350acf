/** Deliveries of vended logs: from sources to destinations, as they are set up. */
package dev.brume.logs.delivery;
