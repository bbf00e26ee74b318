#!/usr/bin/env bash
# The one door to building, testing and running. Everything clever is in tools/Make.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

explain() {
    printf 'build: %s\n  why: %s\n  how: %s\n' "$1" "$2" "$3" >&2
    exit 4
}

how='Install the .NET SDK 10 (https://dotnet.microsoft.com/download; Debian and Ubuntu: package dotnet-sdk-10.0).'
command -v dotnet >/dev/null 2>&1 || explain 'Cannot find dotnet.' 'The .NET SDK is the one thing that must be there before the set-up.' "$how"
dotnet --list-sdks 2>/dev/null | grep -qE '^1[0-9]\.' || explain 'The .NET SDK is too old.' "It has: $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')" "$how"

# The SDK as an archive brings no ICU and dies without one; the programs here take no culture either.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
tool="$root/artifacts/build/bin/Make/release/fathom-make.dll"
if [ ! -f "$tool" ] || [ -n "$(find "$root/tools/Make" "$root/Directory.Build.props" "$root/Directory.Packages.props" -newer "$tool" -type f -print -quit)" ]; then
    log="$(dotnet build "$root/tools/Make/Make.csproj" -c Release -v q -nologo -nodeReuse:false 2>&1)" || { printf '%s\n' "$log" >&2; exit 1; }
    touch "$tool"
fi
exec dotnet "$tool" "$@"
