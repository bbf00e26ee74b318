# The one door to building, testing and running. Everything clever is in tools/Make.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot

function Stop-WithReason([string]$what, [string]$why, [string]$how) {
    [Console]::Error.WriteLine("build: $what`n  why: $why`n  how: $how")
    exit 4
}

$how = 'Install the .NET SDK 10 (https://dotnet.microsoft.com/download).'
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Stop-WithReason 'Cannot find dotnet.' 'The .NET SDK is the one thing that must be there before the set-up.' $how
}
if (-not (dotnet --list-sdks | Select-String -Pattern '^1[0-9]\.')) {
    Stop-WithReason 'The .NET SDK is too old.' "It has: $(dotnet --list-sdks)" $how
}

$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_CLI_USE_MSBUILD_SERVER = '0'
$env:MSBUILDDISABLENODEREUSE = '1'
dotnet build (Join-Path $root 'tools/Make/Make.csproj') -c Release -v q -nologo -nodeReuse:false
if ($LASTEXITCODE -ne 0) { exit 1 }
dotnet (Join-Path $root 'artifacts/build/bin/Make/release/fathom-make.dll') @args
exit $LASTEXITCODE
