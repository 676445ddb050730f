/// Names of hosts as domains: what somebody can register, and what belongs to one owner.
package dev.spinneret.parse.domain;
