using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Planning;
using KubeDaq.Cli.Tests.Rendering;

namespace KubeDaq.Cli.Tests.Planning;

public sealed class RackReaderTests
{
    [Fact]
    public void A_partition_that_exists_keeps_its_place_and_gets_the_wanted_spec()
    {
        var wanted = Examples.Coldbox with { Metadata = new() { Name = "coldbox", Namespace = "np04" }, Spec = new PartitionSpec { Priority = 5 }, Status = null };
        var merged = Assert.Single(RackReader.Merge([Examples.Coldbox], [wanted], Examples.Now));
        Assert.Equal(5, merged.Spec.Priority);
        Assert.Equal(Examples.Coldbox.Metadata, merged.Metadata);
        Assert.Same(Examples.Coldbox.Status, merged.Status);
    }

    [Fact]
    public void A_new_partition_comes_last()
    {
        var wanted = Examples.Coldbox with { Metadata = new() { Name = "vd", Namespace = "np04" } };
        var merged = RackReader.Merge([Examples.Coldbox], [wanted], Examples.Now);
        Assert.Equal(Examples.Now, merged[1].Metadata.CreationTimestamp);
        Assert.NotNull(merged[1].Metadata.Uid);
    }
}
