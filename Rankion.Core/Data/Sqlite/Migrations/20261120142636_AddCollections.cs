using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddCollections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "collections",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    filter = table.Column<string>(type: "TEXT", nullable: true),
                    cover_id = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collections", x => x.id);
                    table.ForeignKey(
                        name: "fk_collections_cover_id",
                        column: x => x.cover_id,
                        principalTable: "images",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_collections_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "collection_items",
                columns: table => new
                {
                    collection_id = table.Column<long>(type: "INTEGER", nullable: false),
                    image_id = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    is_listed = table.Column<bool>(type: "INTEGER", nullable: false),
                    added_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_collection_items", x => new { x.collection_id, x.image_id });
                    table.ForeignKey(
                        name: "fk_collection_items_collection_id",
                        column: x => x.collection_id,
                        principalTable: "collections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_collection_items_image_id",
                        column: x => x.image_id,
                        principalTable: "images",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_collection_items_image_id",
                table: "collection_items",
                column: "image_id");

            migrationBuilder.CreateIndex(
                name: "ix_collection_items_newest",
                table: "collection_items",
                columns: new[] { "team_id", "collection_id", "created_at", "image_id" },
                filter: "is_listed");

            migrationBuilder.CreateIndex(
                name: "ix_collection_items_order",
                table: "collection_items",
                columns: new[] { "team_id", "collection_id", "position", "image_id", "is_listed" });

            migrationBuilder.CreateIndex(
                name: "ix_collections_cover_id",
                table: "collections",
                column: "cover_id");

            migrationBuilder.CreateIndex(
                name: "ix_collections_team_id_name_key",
                table: "collections",
                columns: new[] { "team_id", "name_key" },
                unique: true);

            CreateTriggers(migrationBuilder);
        }

        /// <summary>
        /// What keeps the items in step with <c>images</c>, and the counts with the items. EF changes some columns by building a table anew,
        /// which drops its triggers: such a migration of <c>images</c> or <c>collection_items</c> calls this at its end.
        /// </summary>
        internal static void CreateTriggers(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            create trigger images_collections_update after update of in_gallery, deleted_at on images
            when (old.in_gallery and old.deleted_at is null) <> (new.in_gallery and new.deleted_at is null) begin
                update collection_items set is_listed = (new.in_gallery and new.deleted_at is null) where image_id = new.id;
            end;
            create trigger collection_items_counts_insert after insert on collection_items begin
                {Count("new", "new.is_listed")};
            end;
            create trigger collection_items_counts_delete after delete on collection_items begin
                {Count("old", "-old.is_listed")};
            end;
            create trigger collection_items_counts_update after update of is_listed on collection_items begin
                {Count("new", "new.is_listed - old.is_listed")};
            end;
            """);

        // with the number of changes, by which a total that was counted is known to hold still
        private static string Count(string row, string n) => $"""
            insert into image_counts (team_id, facet, value, count)
            select * from (select {row}.team_id as team_id, 'changes' as facet, '' as value, 1 as n union all select {row}.team_id, 'collection', {row}.collection_id, {n}) where n <> 0
            on conflict (team_id, facet, value) do update set count = count + excluded.count
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger images_collections_update; delete from image_counts where facet = 'collection';");

            migrationBuilder.DropTable(
                name: "collection_items");

            migrationBuilder.DropTable(
                name: "collections");
        }
    }
}
