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
        inverse = Identity;
        for (int column = 0; column < 4; column++)
        {
            int pivot = work.LargestBelow(column);
            double scale = work[pivot, column];
            if (scale == 0 || !double.IsFinite(scale))
            {
                inverse = Identity;
                return false;
            }

            work.ExchangeAndDivide(column, pivot, scale);
            inverse.ExchangeAndDivide(column, pivot, scale);
            for (int row = 0; row < 4; row++)
            {
                double factor = work[row, column];
                if (row != column && factor != 0)
                {
                    work.Subtract(row, factor, column);
                    inverse.Subtract(row, factor, column);
                }
            }
        }

        bool isFinite = inverse.IsFinite;
        inverse = isFinite ? inverse : Identity;
        return isFinite;
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

    /// <summary>The row from the diagonal down whose element in a column is the largest.</summary>
    private readonly int LargestBelow(int column)
    {
        int largest = column;
        for (int row = column + 1; row < 4; row++)
        {
            largest = Math.Abs(this[row, column]) > Math.Abs(this[largest, column]) ? row : largest;
        }

        return largest;
    }

    private void ExchangeAndDivide(int row, int other, double divisor)
    {
        for (int i = 0; i < 4; i++)
        {
            double moved = this[row, i];
            this[row, i] = this[other, i] / divisor;
            if (other != row)
            {
                this[other, i] = moved;
            }
        }
    }

    private void Subtract(int row, double factor, int other)
    {
        for (int i = 0; i < 4; i++)
        {
            this[row, i] -= factor * this[other, i];
        }
    }

    [InlineArray(Count)]
    private struct Elements
    {
        private double _first;
    }
}
