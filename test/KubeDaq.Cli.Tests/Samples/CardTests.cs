using KubeDaq.Samples.ReadoutEmulator;

namespace KubeDaq.Cli.Tests.Samples;

public sealed class CardTests : IDisposable
{
    private readonly string _device = Path.GetTempFileName();

    [Fact]
    public void One_opens_it_at_a_time()
    {
        using (Card.Open(_device))
            Assert.Contains("taken by another process", Assert.Throws<InvalidOperationException>(() => Card.Open(_device)).Message);
        Card.Open(_device).Dispose();
    }

    [Fact]
    public void A_card_that_was_not_given_is_told_with_what_to_do() =>
        Assert.Contains("cards:", Assert.Throws<InvalidOperationException>(() => Card.Open("/dev/flx-none")).Message);

    public void Dispose() => File.Delete(_device);
}
