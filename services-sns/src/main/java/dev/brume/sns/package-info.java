/** Amazon SNS: reads requests, finds topics, calls the engine. */
package dev.brume.sns;
