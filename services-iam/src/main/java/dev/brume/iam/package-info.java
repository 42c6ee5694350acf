/** AWS Identity and Access Management: its operations, and what it tells others of callers. */
package dev.brume.iam;
