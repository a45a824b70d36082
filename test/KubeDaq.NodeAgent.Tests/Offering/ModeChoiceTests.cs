using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Offering;

public sealed class ModeChoiceTests
{
    private static readonly HostAbilities All = new(true, true, true, null);

    [Fact]
    public void Without_a_wish_the_device_plugin_comes_first_then_claims_then_mere_counting()
    {
        Assert.Equal(OfferMode.DevicePlugin, ModeChoice.Of(null, All).Mode);
        Assert.Equal(OfferMode.Dra, ModeChoice.Of(null, All with { HasPluginFolder = false }).Mode);
        Assert.Equal(OfferMode.NodeStatus, ModeChoice.Of(null, All with { HasPluginFolder = false, CdiProblem = "too old" }).Mode);
        Assert.Equal(OfferMode.NodeStatus, ModeChoice.Of(null, new(false, false, false, "x")).Mode);
    }

    [Fact]
    public void A_wish_is_never_replaced_by_something_else()
    {
        Assert.Equal((OfferMode.Dra, "Configured"), (ModeChoice.Of(OfferMode.Dra, All).Mode!.Value, ModeChoice.Of(OfferMode.Dra, All).Reason));
        Assert.Equal((null, "RuntimeWithoutCdi"), Short(ModeChoice.Of(OfferMode.Dra, All with { CdiProblem = "too old" })));
        Assert.Equal((null, "NoClaims"), Short(ModeChoice.Of(OfferMode.Dra, All with { ServesClaims = false })));
        Assert.Equal((null, "NoKubelet"), Short(ModeChoice.Of(OfferMode.Dra, All with { HasRegistry = false })));
        Assert.Equal((null, "NoKubelet"), Short(ModeChoice.Of(OfferMode.DevicePlugin, All with { HasPluginFolder = false })));
        Assert.Equal(OfferMode.NodeStatus, ModeChoice.Of(OfferMode.NodeStatus, All).Mode);
    }

    [Theory]
    [InlineData("containerd://1.6.20", null, false)]
    [InlineData("containerd://1.7.24", null, false)]
    [InlineData("containerd://1.7.24", "  enable_cdi = true", true)]
    [InlineData("containerd://1.7.24", "# enable_cdi = true", false)]
    [InlineData("containerd://2.1.9", null, true)]
    [InlineData("containerd://2.1.9", "enable_cdi = false", false)]
    [InlineData("containerd://v2.0.0-rc.1", null, true)]
    [InlineData("cri-o://1.22.4", null, false)]
    [InlineData("cri-o://1.34.0", null, true)]
    [InlineData("docker://28.0.0", null, false)]
    [InlineData("sandbox://0.1.0", null, false)]
    [InlineData(null, null, false)]
    public void Which_runtimes_put_devices_of_claims_into_containers(string? runtime, string? configuration, bool does) =>
        Assert.Equal(does, CdiSupport.Missing(runtime, configuration) is null);

    private static (OfferMode?, string) Short(ModeChoice choice) => (choice.Mode, choice.Reason);
}
