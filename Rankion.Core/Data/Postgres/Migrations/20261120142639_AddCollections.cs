using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    filter = table.Column<string>(type: "text", nullable: true),
                    cover_id = table.Column<long>(type: "bigint", nullable: true),
                    created_by_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    collection_id = table.Column<long>(type: "bigint", nullable: false),
                    image_id = table.Column<long>(type: "bigint", nullable: false),
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    is_listed = table.Column<bool>(type: "boolean", nullable: false),
                    added_by_id = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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

        // Items are changed many at a time, and are counted so. Where an image goes or comes back they follow at the commit, as its own counts do:
        // the rows of counts are a team's hottest, and whoever holds one must not wait for an image.
        private static void CreateTriggers(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            create function images_collect() returns trigger language plpgsql as $$
            begin
                update collection_items set is_listed = image_listed(new) where image_id = new.id and is_listed <> image_listed(new);
                return null;
            end $$;
            create constraint trigger images_collect
                after update of in_gallery, deleted_at on images
                deferrable initially deferred for each row execute function images_collect();

            {Count("insert", "new table as added", "select team_id, collection_id, 1 as n from added where is_listed")}
            {Count("delete", "old table as removed", "select team_id, collection_id, -1 as n from removed where is_listed")}
            {Count("update", "old table as removed new table as added",
                "select team_id, collection_id, 1 as n from added where is_listed union all select team_id, collection_id, -1 from removed where is_listed")}
            """);

        private static string Count(string change, string tables, string listed) => $"""
            create function collection_items_{change}() returns trigger language plpgsql as $$
            begin
                insert into image_counts as c (team_id, facet, value, count)
                select f.team_id, f.facet, f.value, f.n from (
                    select distinct i.team_id, 'changes' as facet, '' as value, 1 as n from ({listed}) i
                    union all select i.team_id, 'collection', i.collection_id::text, sum(i.n) from ({listed}) i group by 1, 3 having sum(i.n) <> 0) f
                order by f.team_id, f.facet <> 'changes', f.facet, f.value
                on conflict (team_id, facet, value) do update set count = c.count + excluded.count;
                return null;
            end $$;
            create trigger collection_items_{change} after {change} on collection_items referencing {tables} for each statement execute function collection_items_{change}();
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger images_collect on images; drop function images_collect(); delete from image_counts where facet = 'collection';");

            migrationBuilder.DropTable(
                name: "collection_items");

            migrationBuilder.DropTable(
                name: "collections");

            migrationBuilder.Sql("drop function collection_items_insert(); drop function collection_items_delete(); drop function collection_items_update();");
        }
    }
}
