/** Deliveries of vended logs: the configuration of sources, destinations and deliveries. */
package dev.brume.logs.delivery;
