using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// A 4×4 matrix of doubles, row-major, for column vectors. In a <see cref="FrameView"/> it takes the world point
/// (x, y, z, 1), where x runs along the last displayed axis, y along the one before and z along the third from the end
/// (0 when two axes are displayed), to (u·w, v·w, depth·w, w): u to the right and v down from the top-left corner of the upright picture, in pixels.
/// </summary>
public struct ViewMatrix : IEquatable<ViewMatrix>
{
    /// <summary>The number of elements.</summary>
    public const int Count = 16;

    private Elements _elements;

    /// <summary>Copies sixteen numbers, row by row.</summary>
    public ViewMatrix(ReadOnlySpan<double> rowMajor)
    {
        if (rowMajor.Length != Count)
        {
            throw new ArgumentException($"A view matrix has {Count} elements, not {rowMajor.Length}.", nameof(rowMajor));
        }

        rowMajor.CopyTo(_elements);
    }

    /// <summary>The matrix that changes nothing.</summary>
    public static ViewMatrix Identity { get; } = new([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);

    /// <summary>The elements, row by row.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<double> AsSpan() => _elements;

    /// <summary>The element at a row and a column.</summary>
    public double this[int row, int column]
    {
        readonly get => AsSpan()[(row * 4) + column];
        set => Writable()[(row * 4) + column] = value;
    }

    /// <summary>Whether every element is a finite number.</summary>
    public readonly bool IsFinite
    {
        get
        {
            foreach (double element in AsSpan())
            {
                if (!double.IsFinite(element))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The product: first <paramref name="right"/>, then <paramref name="left"/>.</summary>
    public static ViewMatrix Multiply(in ViewMatrix left, in ViewMatrix right)
    {
        ViewMatrix product = default;
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                double sum = 0;
                for (int i = 0; i < 4; i++)
                {
                    sum += left[row, i] * right[i, column];
                }

                product[row, column] = sum;
            }
        }

        return product;
    }

    /// <summary>Takes a point through the matrix and divides by w. False when the point lies on or behind the eye (w ≤ 0).</summary>
    public readonly bool TryTransform(double x, double y, double z, out double u, out double v, out double depth)
    {
        ReadOnlySpan<double> m = AsSpan();
        double w = (m[12] * x) + (m[13] * y) + (m[14] * z) + m[15];
        u = ((m[0] * x) + (m[1] * y) + (m[2] * z) + m[3]) / w;
        v = ((m[4] * x) + (m[5] * y) + (m[6] * z) + m[7]) / w;
        depth = ((m[8] * x) + (m[9] * y) + (m[10] * z) + m[11]) / w;
        return w > 0;
    }

    /// <summary>The inverse, by elimination with row exchange. False, and the identity, when there is none.</summary>
    public readonly bool TryInvert(out ViewMatrix inverse)
    {
        ViewMatrix work = this;
        ViewMatrix result = Identity;
        inverse = Identity;
        for (int column = 0; column < 4; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < 4; row++)
            {
                if (Math.Abs(work[row, column]) > Math.Abs(work[pivot, column]))
                {
                    pivot = row;
                }
            }

            double scale = work[pivot, column];
            if (scale == 0 || !double.IsFinite(scale))
            {
                return false;
            }

            for (int i = 0; i < 4; i++)
            {
                (work[column, i], work[pivot, i]) = (work[pivot, i] / scale, column == pivot ? work[pivot, i] / scale : work[column, i]);
                (result[column, i], result[pivot, i]) = (result[pivot, i] / scale, column == pivot ? result[pivot, i] / scale : result[column, i]);
            }

            for (int row = 0; row < 4; row++)
            {
                double factor = row == column ? 0 : work[row, column];
                for (int i = 0; factor != 0 && i < 4; i++)
                {
                    work[row, i] -= factor * work[column, i];
                    result[row, i] -= factor * result[column, i];
                }
            }
        }

        inverse = result;
        return inverse.IsFinite;
    }

    /// <inheritdoc/>
    public readonly bool Equals(ViewMatrix other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ViewMatrix other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(_elements[0], _elements[1], _elements[3], _elements[5], _elements[7], _elements[15]);

    /// <summary>Whether two matrices are equal, element by element.</summary>
    public static bool operator ==(ViewMatrix left, ViewMatrix right) => left.Equals(right);

    /// <summary>Whether two matrices differ.</summary>
    public static bool operator !=(ViewMatrix left, ViewMatrix right) => !left.Equals(right);

    [UnscopedRef]
    internal Span<double> Writable() => _elements;

    [InlineArray(Count)]
    private struct Elements
    {
        private double _first;
    }
}
