using System.Text;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Storage;

public sealed class JsonTextTests
{
    [Fact]
    public void Of_a_field_that_occurs_twice_the_last_counts_and_the_path_is_told()
    {
        var duplicates = new List<string>();
        var node = JsonText.Parse("""{"spec": {"a": 1, "a": 2, "list": [{"b": 1, "b": 3}]}}"""u8, duplicates);
        Assert.Equal(2, node.Number("spec", "a"));
        Assert.Equal(["spec.a", "spec.list[0].b"], duplicates);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        const string text = """{"a":[1,2.5,true,null,"é <x>"],"b":{}}""";
        Assert.Equal(text, Encoding.UTF8.GetString(JsonText.Write(JsonText.Parse(Encoding.UTF8.GetBytes(text)))));
    }
}
