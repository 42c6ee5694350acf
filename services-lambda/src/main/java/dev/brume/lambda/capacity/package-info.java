/** Capacity providers, and functions that run on managed instances. */
package dev.brume.lambda.capacity;
