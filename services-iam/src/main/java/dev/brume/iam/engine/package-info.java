/** What an account's IAM and STS hold, and AWS's rules for it; knows no protocol. */
package dev.brume.iam.engine;
