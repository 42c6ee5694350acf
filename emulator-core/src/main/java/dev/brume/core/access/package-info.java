/**
 * Who may do what: callers and their policies, what they ask for, and the one place where both
 * meet.
 */
package dev.brume.core.access;
