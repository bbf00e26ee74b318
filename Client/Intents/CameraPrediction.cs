using System;
using System.Collections.Generic;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Intents;

/// <summary>
/// Where the camera will be when the server has done all that the user asked, and so how the picture at hand must be moved to look
/// that way already. Every frame says by its matrix where it stands; what it has taken up already is therefore never counted twice.
/// </summary>
/// <remarks>
/// Threads: main thread only. Planes only, and only with a server whose frames carry their view and whose answers name revisions;
/// without either nothing is predicted. When nothing is on its way the frame's word counts.
/// </remarks>
internal sealed class CameraPrediction
{
    private readonly HashSet<string> _unanswered = new(StringComparer.Ordinal);
    private bool _isActive;
    private bool _panWaits;
    private bool _zoomWaits;
    private bool _isUnknown;
    private long _needed = long.MinValue;
    private long _shownRevision;
    private (int Width, int Height) _size;
    private PlaneMap _shown;
    private PlaneMap _asked;

    /// <summary>How the picture is to be moved.</summary>
    public PictureShift Shift { get; private set; }

    /// <summary>Whether anything is predicted.</summary>
    public bool IsAhead => Shift != default;

    /// <summary>A picture came to the screen.</summary>
    public void OnShown(in FrameInfo info)
    {
        ViewMatrix matrix = info.HasView ? info.View.WorldToPixel : default;
        bool isPlane = info.HasView && info.View.DisplayedCount == 2 && matrix[0, 1] == 0 && matrix[1, 0] == 0 && matrix[0, 0] != 0 && matrix[1, 1] != 0;
        if (!isPlane)
        {
            Clear();
            return;
        }

        bool sameSize = _isActive && _size == (info.Width, info.Height);
        _size = (info.Width, info.Height);
        _isActive = true;
        _shownRevision = info.View.Revision;
        _shown = new PlaneMap(matrix[0, 0], matrix[1, 1], matrix[0, 3], matrix[1, 3]);
        if (!sameSize || IsSettled)
        {
            _asked = _shown;
            _isUnknown = false;
        }

        Update();
    }

    /// <summary>The user moves the picture, by pixels of the picture.</summary>
    public void Pan(double dx, double dy)
    {
        if (_isActive)
        {
            _panWaits = true;
            _asked = _asked with { X = _asked.X + dx, Y = _asked.Y + dy };
            Update();
        }
    }

    /// <summary>The user zooms about a point of the upright picture.</summary>
    public void Zoom(double magnification, double x, double y)
    {
        if (_isActive)
        {
            _zoomWaits = true;
            _asked = new PlaneMap(
                _asked.ScaleX * magnification, _asked.ScaleY * magnification, x + (magnification * (_asked.X - x)), y + (magnification * (_asked.Y - y)));
            Update();
        }
    }

    /// <summary>The user asks for a pose that only the server knows: nothing is predicted until it is there.</summary>
    public void Suspend()
    {
        _isUnknown = _isActive;
        Shift = default;
    }

    /// <summary>An intent of the camera was sent.</summary>
    public void OnSent(string key, string intentId)
    {
        _panWaits &= key != "pan";
        _zoomWaits &= key != "zoom";
        if (_isActive)
        {
            _unanswered.Add(intentId);
        }
    }

    /// <summary>The server answered an intent.</summary>
    public void OnAnswered(string intentId, long? revision)
    {
        if (_unanswered.Remove(intentId))
        {
            _needed = Math.Max(_needed, revision ?? long.MinValue);
            if (IsSettled)
            {
                _asked = _shown;
                _isUnknown = false;
                Update();
            }
        }
    }

    /// <summary>The session is gone: the frames' word counts.</summary>
    public void Clear()
    {
        _unanswered.Clear();
        (_isActive, _panWaits, _zoomWaits, _isUnknown, _needed) = (false, false, false, false, long.MinValue);
        Shift = default;
    }

    private bool IsSettled => !_panWaits && !_zoomWaits && _unanswered.Count == 0 && _shownRevision >= _needed;

    private void Update()
    {
        double scale = _asked.ScaleX / _shown.ScaleX;
        double x = _asked.X - (scale * _shown.X);
        double y = _asked.Y - (scale * _shown.Y);
        bool isSame = Math.Abs(scale - 1) < 1e-9 && Math.Abs(x) < 1e-6 && Math.Abs(y) < 1e-6;
        Shift = isSame || _isUnknown || !double.IsFinite(scale + x + y) ? default : new PictureShift(scale, x, y);
    }

    /// <summary>World to pixel along both axes of a plane.</summary>
    private readonly record struct PlaneMap(double ScaleX, double ScaleY, double X, double Y);
}
