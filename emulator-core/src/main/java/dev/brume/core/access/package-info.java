/** Authorization: callers and their policies, access checks, and their evaluation. */
package dev.brume.core.access;
