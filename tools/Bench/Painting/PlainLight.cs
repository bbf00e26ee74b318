using System;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.Bench.Painting;

/// <summary>What a ray gathers, by the formulas of <see cref="VolumeMode"/>.</summary>
internal struct PlainLight(LayerStyle style, LabelPalette? palette, double step)
{
    private readonly VolumeMode _mode = SheetShading.ModeOf(style.Rendering, palette is not null);
    private double _largest = double.NegativeInfinity;
    private double _sum;
    private double _label;
    private int _count;
    private double _red = 0;
    private double _green = 0;
    private double _blue = 0;
    private double _clearRed = 1;
    private double _clearGreen = 1;
    private double _clearBlue = 1;

    public void Meet(double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        _count++;
        double i = Math.Clamp((value - style.ContrastLow) / (style.ContrastHigh - style.ContrastLow), 0, 1);
        switch (_mode)
        {
            case VolumeMode.Mip:
                _largest = Math.Max(_largest, value);
                break;
            case VolumeMode.AttenuatedMip:
                _largest = Math.Max(_largest, i * Math.Exp(-(style.Attenuation ?? LayerStyle.DefaultAttenuation) * step * _sum));
                _sum += i;
                break;
            case VolumeMode.Average:
                _sum += value;
                break;
            case VolumeMode.Labels:
                _label = _label == 0 ? value : _label;
                break;
            default:
                Cover(i);
                break;
        }
    }

    public readonly (double R, double G, double B, double A) Result()
    {
        if (_count == 0)
        {
            return default;
        }

        switch (_mode)
        {
            case VolumeMode.Mip:
                return PlainRenderer.Colour(style, _largest);
            case VolumeMode.Average:
                return PlainRenderer.Colour(style, _sum / _count);
            case VolumeMode.AttenuatedMip:
                return PlainRenderer.Entry(style, (int)(Math.Pow(Math.Clamp(_largest, 0, 1), style.Gamma) * 255));
            case VolumeMode.Labels:
                return PlainRenderer.Label(palette!, _label);
            case VolumeMode.Additive:
                (double r, double g, double b) = (255 * (1 - _clearRed), 255 * (1 - _clearGreen), 255 * (1 - _clearBlue));
                double a = Math.Max(r, Math.Max(g, b)) / 255;
                return a == 0 ? default : (r / a, g / a, b / a, a);
            default:
                double cover = 1 - _clearRed;
                return cover == 0 ? default : (_red / cover, _green / cover, _blue / cover, cover);
        }
    }

    private void Cover(double i)
    {
        double cover = 1 - Math.Pow(1 - Math.Pow(i, style.Gamma), step);
        (double r, double g, double b, _) = PlainRenderer.Entry(style, (int)Math.Round(Math.Pow(i, style.Gamma) * 255));
        if (_mode == VolumeMode.Additive)
        {
            _clearRed *= 1 - (cover * r / 255);
            _clearGreen *= 1 - (cover * g / 255);
            _clearBlue *= 1 - (cover * b / 255);
            return;
        }

        _red += _clearRed * cover * r;
        _green += _clearRed * cover * g;
        _blue += _clearRed * cover * b;
        _clearRed *= 1 - cover;
    }
}
