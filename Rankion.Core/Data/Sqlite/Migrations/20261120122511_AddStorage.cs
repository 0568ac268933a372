using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "derived_bytes",
                table: "images",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "stored_files",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    derived_bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    images = table.Column<int>(type: "INTEGER", nullable: false)
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
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    originals = table.Column<long>(type: "INTEGER", nullable: false),
                    derivatives = table.Column<long>(type: "INTEGER", nullable: false)
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
                create trigger stored_files_insert after insert on stored_files begin
                    insert into team_storage (team_id, originals, derivatives) values (new.team_id, 0, 0) on conflict (team_id) do nothing;
                    update team_storage set originals = originals + new.size_bytes, derivatives = derivatives + new.derived_bytes where team_id = new.team_id;
                end;
                create trigger stored_files_delete after delete on stored_files begin
                    update team_storage set originals = originals - old.size_bytes, derivatives = derivatives - old.derived_bytes where team_id = old.team_id;
                end;
                create trigger images_store after insert on images when new.sha256 is not null begin
                    insert into stored_files (team_id, sha256, size_bytes, derived_bytes, images) values (new.team_id, new.sha256, new.size_bytes, new.derived_bytes, 0)
                        on conflict (team_id, sha256) do nothing;
                    update stored_files set images = images + 1 where team_id = new.team_id and sha256 = new.sha256;
                end;
                create trigger images_restore after update of sha256 on images when old.sha256 is not new.sha256 begin
                    insert into stored_files (team_id, sha256, size_bytes, derived_bytes, images) select new.team_id, new.sha256, new.size_bytes, new.derived_bytes, 0 where new.sha256 is not null
                        on conflict (team_id, sha256) do nothing;
                    update stored_files set images = images + 1 where team_id = new.team_id and sha256 = new.sha256;
                    update stored_files set images = images - 1 where team_id = old.team_id and sha256 = old.sha256;
                    delete from stored_files where team_id = old.team_id and sha256 = old.sha256 and images = 0;
                end;
                create trigger images_unstore after delete on images when old.sha256 is not null begin
                    update stored_files set images = images - 1 where team_id = old.team_id and sha256 = old.sha256;
                    delete from stored_files where team_id = old.team_id and sha256 = old.sha256 and images = 0;
                end;
                insert into stored_files (team_id, sha256, size_bytes, derived_bytes, images)
                    select team_id, sha256, max(size_bytes), 0, count(*) from images where sha256 is not null group by team_id, sha256;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger images_store; drop trigger images_restore; drop trigger images_unstore; drop trigger stored_files_insert; drop trigger stored_files_delete;");

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
