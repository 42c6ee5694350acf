/** Policies of log groups and accounts: indexes, and subscriptions of all groups. */
package dev.brume.logs.policy;
