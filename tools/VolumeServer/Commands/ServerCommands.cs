using System.Collections.Generic;
using Fathom.Protocol.Configuration;

namespace Fathom.VolumeServer.Commands;

/// <summary>The program's commands and their options.</summary>
internal static class ServerCommands
{
    public const string Program = "fathom-server";

    public static CommandDefinition Serve { get; } = new(
        Program,
        "serve",
        "Serve volumes to Fathom and to other clients of the same protocol; without DATA, a generated one.",
        [
            new("port", OptionKind.Integer, "State port; 0 takes any free one") { ValueName = "PORT", Default = "8081", Minimum = 0, Maximum = 65535, PredecessorVariable = "NAPARI_CUDA_STATE_PORT" },
            new("pixel-port", OptionKind.Integer, "Pixel port; by default the one after --port, 0 takes any free one. Pixels are also at /pixel on the state port") { ValueName = "PORT", Minimum = 0, Maximum = 65535, PredecessorVariable = "NAPARI_CUDA_PIXEL_PORT" },
            new("host", OptionKind.Text, "Address to listen on; beyond loopback a token is required") { ValueName = "ADDRESS", Default = "127.0.0.1", PredecessorVariable = "NAPARI_CUDA_HOST" },
            new("width", OptionKind.Integer, "Width of the picture; even") { ValueName = "PIXELS", Default = "1280", Minimum = 160, Maximum = 4096 },
            new("height", OptionKind.Integer, "Height of the picture; even") { ValueName = "PIXELS", Default = "720", Minimum = 120, Maximum = 4096 },
            new("fps", OptionKind.Integer, "Most pictures a second") { ValueName = "N", Default = "30", Minimum = 1, Maximum = 120, PredecessorVariable = "NAPARI_CUDA_ENCODE_FPS" },
            new("bitrate", OptionKind.Number, "Most megabits a second for each stream") { ValueName = "MBIT", Default = "8", Minimum = 0.1, Maximum = 500 },
            new("play", OptionKind.Text, "Play this axis, round and round") { ValueName = "AXIS" },
            new("play-fps", OptionKind.Number, "Steps a second of the played axis; as --fps unless given") { ValueName = "N", Minimum = 0.1, Maximum = 120 },
            new("root", OptionKind.Text, "Folder below which clients may list and load datasets; without it they may do neither") { ValueName = "FOLDER", PredecessorVariable = "NAPARI_CUDA_DATA_ROOT" },
            new("cache-mib", OptionKind.Integer, "Memory for chunks that were read") { ValueName = "MIB", Default = "256", Minimum = 1, Maximum = 1 << 20 },
            new("workers", OptionKind.Integer, "Threads that read and unpack chunks; by default one a core, four at most") { ValueName = "N", Minimum = 1, Maximum = 64 },
            new("async-io", OptionKind.Flag, "Over a network, send the requests of a read together (on unless --no-async-io: one a worker)") { Default = "true" },
            new("volume-memory-mib", OptionKind.Integer, "Memory for the samples of a volume view; decides its level") { ValueName = "MIB", Default = "512", Minimum = 16, Maximum = 1 << 20 },
            new("max-width", OptionKind.Integer, "Most columns that the driver's window may ask for") { ValueName = "PIXELS", Default = "3840", Minimum = 160, Maximum = 8192 },
            new("max-height", OptionKind.Integer, "Most rows that the driver's window may ask for") { ValueName = "PIXELS", Default = "2160", Minimum = 120, Maximum = 8192 },
            new("seed", OptionKind.Integer, "Another seed grows another embryo") { ValueName = "N", Default = "7" },
            new("generated-times", OptionKind.Integer, "Times of the generated volume") { ValueName = "N", Default = "120", Minimum = 1, Maximum = 1_000_000 },
            new("burn-marks", OptionKind.Flag, "Draw revision, frame number, position and time into the corner, for machines"),
            new("slow-stage", OptionKind.Text, "Make one stage slower, to test what measures: STAGE=MS, or STAGE=MS/EVERY") { ValueName = "STAGE=MS", Hidden = true, CommandLineOnly = true },
            new("token-file", OptionKind.Text, "File with the token that clients must send; or set FATHOM_TOKEN") { ValueName = "FILE" },
            new("allow-plaintext", OptionKind.Flag, "Serve beyond loopback without TLS; anybody on the way can see the pictures and the token"),
            new("max-clients", OptionKind.Integer, "Most sockets of each kind") { ValueName = "N", Default = "16", Minimum = 1, Maximum = 1000 },
            new("json", OptionKind.Flag, "First line of standard output: a JSON object with the addresses"),
            new("die-with-stdin", OptionKind.Flag, "End when standard input ends, so that a child never outlives its parent") { CommandLineOnly = true },
        ])
    {
        Positionals = ["DATA"],
        RepeatLastPositional = true,
        Examples =
        [
            ("fathom-server serve", "Serve on ws://127.0.0.1:8081; then: fathom connect ws://127.0.0.1:8081"),
            ("fathom-server serve --port 0 --pixel-port 0 --play t --json", "Any free ports, the time axis playing, the addresses as JSON."),
            ("fathom-server serve image.zarr --root .", "Serve an OME-Zarr image; clients may load others from this folder."),
            ("fathom-server serve --width 640 --height 360 --fps 15", "A small picture for a slow machine."),
            ("fathom-server serve --host 0.0.0.0 --token-file ~/.fathom-token --allow-plaintext", "Serve to the local network. Safer: stay on loopback and use ssh -L 8081:127.0.0.1:8081."),
        ],
    };

    public static CommandDefinition SelfTest { get; } = new(
        Program,
        "selftest",
        "Measure which picture size this machine can render, encode and decode beside a client.",
        [
            new("seconds", OptionKind.Number, "How long to measure at most") { ValueName = "S", Default = "1", Minimum = 0.1, Maximum = 60 },
            new("json", OptionKind.Flag, "Print one JSON object"),
        ])
    {
        Examples =
        [
            ("fathom-server selftest", "Say which size and rate this machine holds."),
            ("fathom-server selftest --json --seconds 1", "The same for a program, within a second."),
        ],
    };

    public static IReadOnlyList<CommandDefinition> All { get; } = [Serve, SelfTest];
}
