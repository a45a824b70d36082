using CsCheck;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Tests.Meta;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("16Gi", 16L << 30)]
    [InlineData("1e3", 1000)]
    [InlineData("500m", 1)]
    [InlineData("lots", long.MaxValue)]
    [InlineData("100E", long.MaxValue)]
    public void What_is_no_amount_of_bytes_is_more_than_anybody_may_have(string text, long bytes) => Assert.Equal(bytes, Quantity.Bytes(text));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1000m", "1")]
    [InlineData("2000", "2k")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1500Mi", "1500Mi")]
    [InlineData("1e3", "1e3")]
    [InlineData("0", "0")]
    public void A_quantity_is_written_in_its_shortest_form(string text, string shortest)
    {
        Assert.True(Quantity.TryParse(text, out var quantity));
        Assert.Equal(shortest, quantity.ToString());
    }

    [Theory]
    [InlineData("lots")]
    [InlineData("")]
    [InlineData("1 Gi")]
    [InlineData("1Zi")]
    public void What_is_no_quantity_is_refused(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_the_same_amount() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.OneOf(Gen.Const(""), Gen.Const("m"), Gen.Const("k"), Gen.Const("M"), Gen.Const("Ki"), Gen.Const("Mi"), Gen.Const("Gi"))).Sample((number, unit) =>
        {
            Assert.True(Quantity.TryParse($"{number}{unit}", out var quantity));
            Assert.True(Quantity.TryParse(quantity.ToString(), out var again));
            Assert.Equal(quantity.Nanos, again.Nanos);
        });
}
