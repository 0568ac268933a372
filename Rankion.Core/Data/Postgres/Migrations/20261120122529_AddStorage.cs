using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddStorage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "plan",
                table: "teams",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "derived_bytes",
                table: "images",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "stored_files",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size_bytes = table.Column<long>(type: "bigint", nullable: false),
                    derived_bytes = table.Column<long>(type: "bigint", nullable: false),
                    images = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_files", x => new { x.team_id, x.sha256 });
                    table.ForeignKey(
                        name: "fk_stored_files_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "team_storage",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "bigint", nullable: false),
                    originals = table.Column<long>(type: "bigint", nullable: false),
                    derivatives = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_team_storage", x => x.team_id);
                    table.ForeignKey(
                        name: "fk_team_storage_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("""
                create function stored_files_sum() returns trigger language plpgsql as $$
                begin
                    if tg_op = 'INSERT' then
                        insert into team_storage as s (team_id, originals, derivatives) values (new.team_id, new.size_bytes, new.derived_bytes)
                            on conflict (team_id) do update set originals = s.originals + new.size_bytes, derivatives = s.derivatives + new.derived_bytes;
                    else
                        update team_storage set originals = originals - old.size_bytes, derivatives = derivatives - old.derived_bytes where team_id = old.team_id;
                    end if;
                    return null;
                end $$;
                create trigger stored_files_sum after insert or delete on stored_files for each row execute function stored_files_sum();
                create function images_store() returns trigger language plpgsql as $$
                begin
                    if tg_op <> 'DELETE' and new.sha256 is not null then
                        insert into stored_files as f (team_id, sha256, size_bytes, derived_bytes, images) values (new.team_id, new.sha256, new.size_bytes, new.derived_bytes, 1)
                            on conflict (team_id, sha256) do update set images = f.images + 1;
                    end if;
                    if tg_op <> 'INSERT' and old.sha256 is not null then
                        update stored_files set images = images - 1 where team_id = old.team_id and sha256 = old.sha256;
                        delete from stored_files where team_id = old.team_id and sha256 = old.sha256 and images = 0;
                    end if;
                    return null;
                end $$;
                create trigger images_store_insert after insert on images for each row when (new.sha256 is not null) execute function images_store();
                create trigger images_store_update after update of sha256 on images for each row when (old.sha256 is distinct from new.sha256) execute function images_store();
                create trigger images_store_delete after delete on images for each row when (old.sha256 is not null) execute function images_store();
                insert into stored_files (team_id, sha256, size_bytes, derived_bytes, images)
                    select team_id, sha256, max(size_bytes), 0, count(*) from images where sha256 is not null group by team_id, sha256;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger images_store_insert on images; drop trigger images_store_update on images; drop trigger images_store_delete on images; drop function images_store(); drop trigger stored_files_sum on stored_files; drop function stored_files_sum();");

            migrationBuilder.DropTable(
                name: "stored_files");

            migrationBuilder.DropTable(
                name: "team_storage");

            migrationBuilder.DropColumn(
                name: "plan",
                table: "teams");

            migrationBuilder.DropColumn(
                name: "derived_bytes",
                table: "images");
        }
    }
}
