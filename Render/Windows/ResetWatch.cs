using System.Globalization;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Asks a context whether the driver reset it. Only GL 4.5 can say; an older context never counts as lost.</summary>
internal struct ResetWatch
{
    private readonly bool _canAsk;
    private bool _lost;

    internal ResetWatch(GL gl) => _canAsk = CanReport(gl.GetStringS(StringName.Version));

    /// <summary>Whether the context was reset at some time. The driver says so once, so the answer is kept.</summary>
    internal bool IsLost(GL gl)
    {
        _lost |= _canAsk && gl.GetGraphicsResetStatus() != GLEnum.NoError;
        return _lost;
    }

    /// <summary>Whether a version text such as "4.5 (Core Profile) Mesa 22.3.6" is of 4.5 or later.</summary>
    internal static bool CanReport(string version)
    {
        int end = version.IndexOf(' ');
        string number = end < 0 ? version : version[..end];
        string[] parts = number.Split('.');
        return parts.Length >= 2
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out int major)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int minor)
            && (major > 4 || (major == 4 && minor >= 5));
    }
}
