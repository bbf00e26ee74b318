using System.Globalization;
using System.IO;
using System.Threading;

namespace Fathom.Bench.Compare;

/// <summary>The software path of the predecessor: <c>Peers/pyav_path.py</c>.</summary>
internal sealed class PyavProgram : IComparedProgram
{
    private readonly ChildMeter _meter;
    private readonly string _script;
    private string _python = "python3";

    public PyavProgram(ChildMeter meter)
    {
        _meter = meter;
        using Stream stream = typeof(PyavProgram).Assembly.GetManifestResourceStream("pyav_path.py") ?? throw new FileNotFoundException("The script is not embedded.");
        using var reader = new StreamReader(stream);
        _script = reader.ReadToEnd();
    }

    public string Name => "pyav";

    public string Does =>
        "the predecessor's software path: PyAV decodes, makes an RGB24 array and turns its rows; texture upload, textured quad, glFinish, the same GL and slice threads; no sockets, no window, no napari";

    public string Version { get; private set; } = "";

    public string CommandFor(ComparedClip clip, int frames) => $"{_python} tools/Bench/Peers/pyav_path.py FILE rate {clip.Threads} {frames}";

    public string? WhyNot()
    {
        // The first python3 of the path is not always the one that the distribution's packages belong to.
        foreach (string python in (string[])["python3", "/usr/bin/python3"])
        {
            if (_meter.Run(python, ["-c", _script, "versions"], CancellationToken.None) is { Exit: 0 } run)
            {
                _python = python;
                Version = run.Output.Trim();
                return null;
            }
        }

        return "install PyAV, NumPy and PyOpenGL for the system's python3 (apt-get install python3-av python3-numpy python3-opengl)";
    }

    public bool Plays(ComparedClip clip) => true;

    public ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt) =>
        SelfReport.Join(Play("rate", clip, frames, interrupt), Play("one", clip, CompareRounds.OneByOne(frames), interrupt));

    public void Dispose()
    {
    }

    private ChildRun? Play(string mode, ComparedClip clip, int frames, CancellationToken interrupt) => _meter.Run(
        _python, ["-c", _script, clip.Path, mode, clip.Threads.ToString(CultureInfo.InvariantCulture), frames.ToString(CultureInfo.InvariantCulture)], interrupt);
}
