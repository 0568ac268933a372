using Microsoft.EntityFrameworkCore.Migrations;

#nullable enable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "image_tags");

            migrationBuilder.CreateIndex(
                name: "ix_images_creator",
                table: "images",
                columns: new[] { "team_id", "created_by_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_favorite",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery and is_favorite");

            migrationBuilder.CreateIndex(
                name: "ix_images_generation",
                table: "images",
                columns: new[] { "team_id", "generation_id", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_model",
                table: "images",
                columns: new[] { "team_id", "model", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_source",
                table: "images",
                columns: new[] { "team_id", "source", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_status",
                table: "images",
                columns: new[] { "team_id", "status", "created_at", "id" },
                filter: "deleted_at is null and in_gallery");

            migrationBuilder.CreateIndex(
                name: "ix_images_trash",
                table: "images",
                columns: new[] { "team_id", "deleted_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_trash_created",
                table: "images",
                columns: new[] { "team_id", "created_at", "id" },
                filter: "deleted_at is not null");

            migrationBuilder.Sql("""
                create index ix_images_edited on images (team_id, coalesce(edited_at, created_at), id) where deleted_at is null and in_gallery;
                create index ix_images_trash_edited on images (team_id, coalesce(edited_at, created_at), id) where deleted_at is not null;
                create table image_tags (
                    team_id integer not null, tag text not null, created_at integer not null, image_id integer not null,
                    primary key (team_id, tag, created_at, image_id)) without rowid;
                create table image_counts (
                    team_id integer not null, facet text not null, value text not null, count integer not null,
                    primary key (team_id, facet, value)) without rowid;
                create virtual table image_text using fts5(team, title, prompt, tags, content='', columnsize=0, tokenize='trigram');
                """);
            Fill(migrationBuilder);
            CreateTriggers(migrationBuilder);
        }

        /// <summary>
        /// What keeps the three tables in step with <c>images</c>. EF changes some columns by building the table anew, which drops
        /// its triggers: such a migration calls this at its end.
        /// </summary>
        internal static void CreateTriggers(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            create trigger images_counts_insert after insert on images begin
                {Count($"{Changes("new")} union all {Facets("new", 1)}")};
            end;
            create trigger images_counts_delete after delete on images begin
                {Count($"{Changes("old")} union all {Facets("old", -1)}")};
            end;
            create trigger images_counts_update
            after update of team_id, project_id, title, prompt, model, tags, is_favorite, status, source, in_gallery, deleted_at, created_by_id, generation_id, created_at on images begin
                {Count($"select team_id, facet, value, sum(n) from ({Changes("new")} union all {Facets("old", -1)} union all {Facets("new", 1)}) group by 1, 2, 3 having sum(n) <> 0")};
            end;

            create trigger images_tags_insert after insert on images when {Listed("new")} and new.tags <> '' begin
                {AddTags("new")};
            end;
            create trigger images_tags_delete after delete on images when {Listed("old")} and old.tags <> '' begin
                {RemoveTags("old")};
            end;
            create trigger images_tags_update after update of team_id, tags, in_gallery, deleted_at, created_at on images begin
                {RemoveTags("old")};
                {AddTags("new")};
            end;

            create trigger images_text_insert after insert on images when {Listed("new")} begin
                {AddText("new")};
            end;
            create trigger images_text_delete after delete on images when {Listed("old")} begin
                {RemoveText("old")};
            end;
            create trigger images_text_update after update of team_id, title, prompt, tags, in_gallery, deleted_at on images begin
                {RemoveText("old")};
                {AddText("new")};
            end;
            """);

        private static void Fill(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            {Count($"select team_id, facet, value, sum(n) from ({Changes("i")} from images i union all {Facets("i", 1, "images i")}) group by 1, 2, 3")};
            {AddTags("i", "images i, ")};
            {AddText("i", "from images i")};
            """);

        private static string Listed(string row) => $"{row}.in_gallery and {row}.deleted_at is null";

        private static string TagsOf(string row) =>
            $"""json_each('["' || replace(replace(replace({row}.tags, '\', '\\'), '"', '\"'), char(10), '","') || '"]') tag""";

        /// <summary>Not a trait but the number of changes, by which a total that was counted is known to hold still.</summary>
        private static string Changes(string row) => $"select {row}.team_id as team_id, 'changes' as facet, '' as value, 1 as n";

        private static string Facets(string row, int n, string? from = null)
        {
            var rows = from is null ? "" : $" from {from}";
            var tags = from is null ? "" : $"{from}, ";
            return $"""
                select {row}.team_id as team_id, 'all' as facet, '' as value, {n} as n{rows} where {Listed(row)}
                union all select {row}.team_id, 'trash', '', {n}{rows} where {row}.deleted_at is not null
                union all select {row}.team_id, 'favorite', '', {n}{rows} where {Listed(row)} and {row}.is_favorite
                union all select {row}.team_id, 'project', {row}.project_id, {n}{rows} where {Listed(row)} and {row}.project_id is not null
                union all select {row}.team_id, 'model', {row}.model, {n}{rows} where {Listed(row)}
                union all select {row}.team_id, 'creator', {row}.created_by_id, {n}{rows} where {Listed(row)}
                union all select {row}.team_id, 'status', {row}.status, {n}{rows} where {Listed(row)}
                union all select {row}.team_id, 'source', {row}.source, {n}{rows} where {Listed(row)}
                union all select {row}.team_id, 'tag', tag.value, {n} from {tags}{TagsOf(row)} where {Listed(row)} and {row}.tags <> ''
                """;
        }

        private static string Count(string changes) => $"""
            insert into image_counts (team_id, facet, value, count) select * from ({changes}) where true
            on conflict (team_id, facet, value) do update set count = count + excluded.count
            """;

        private static string AddTags(string row, string from = "") => $"""
            insert into image_tags (team_id, tag, created_at, image_id)
            select {row}.team_id, tag.value, {row}.created_at, {row}.id from {from}{TagsOf(row)} where {Listed(row)} and {row}.tags <> ''
            """;

        private static string RemoveTags(string row) => $"""
            delete from image_tags
            where team_id = {row}.team_id and created_at = {row}.created_at and image_id = {row}.id
                and tag in (select tag.value from {TagsOf(row)} where {row}.tags <> '')
            """;

        // a team is one trigram: three characters of a private plane
        private static string Text(string row) =>
            $"char(983040 + ({row}.team_id >> 24 & 4095), 983040 + ({row}.team_id >> 12 & 4095), 983040 + ({row}.team_id & 4095)), {row}.title, {row}.prompt, {row}.tags";

        private static string AddText(string row, string from = "") =>
            $"insert into image_text (rowid, team, title, prompt, tags) select {row}.id, {Text(row)} {from} where {Listed(row)}";

        // the index holds no texts, so it has to be told what to forget
        private static string RemoveText(string row) =>
            $"insert into image_text (image_text, rowid, team, title, prompt, tags) select 'delete', {row}.id, {Text(row)} where {Listed(row)}";

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger images_counts_insert; drop trigger images_counts_delete; drop trigger images_counts_update;
                drop trigger images_tags_insert; drop trigger images_tags_delete; drop trigger images_tags_update;
                drop trigger images_text_insert; drop trigger images_text_delete; drop trigger images_text_update;
                drop table image_text;
                drop table image_counts;
                drop table image_tags;
                drop index ix_images_trash_edited;
                drop index ix_images_edited;
                """);

            migrationBuilder.DropIndex(
                name: "ix_images_creator",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_favorite",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_generation",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_model",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_source",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_status",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_trash",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_trash_created",
                table: "images");

            migrationBuilder.CreateTable(
                name: "image_tags",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    image_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_image_tags", x => new { x.team_id, x.tag, x.created_at, x.image_id });
                    table.ForeignKey(
                        name: "fk_image_tags_image_id",
                        column: x => x.image_id,
                        principalTable: "images",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_image_tags_image_id",
                table: "image_tags",
                column: "image_id");

            migrationBuilder.Sql($"{AddTags("i", "images i, ")};");
        }
    }
}
