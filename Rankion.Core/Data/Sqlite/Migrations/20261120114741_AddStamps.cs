using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rankion.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_images_parent_id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_root_id",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "ix_images_parent_id",
                table: "images",
                column: "parent_id",
                filter: "parent_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_images_root_id",
                table: "images",
                column: "root_id",
                filter: "root_id is not null");

            migrationBuilder.Sql("create table team_stamps (team_id integer primary key, stamp integer not null)");
            CreateTriggers(migrationBuilder);
        }

        /// <summary>
        /// A team's stamp moves with whatever can be seen in a view of its images; team 0 stands for the names of people, whose images may
        /// be anybody's. EF changes some columns by building a table anew, which drops its triggers: such a migration of <c>images</c>,
        /// <c>shares</c>, <c>image_origins</c> or <c>users</c> calls this at its end.
        /// </summary>
        internal static void CreateTriggers(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
            {Moves("images", "insert", "new.team_id")}
            {Moves("images", "update", "new.team_id")}
            {Moves("images", "delete", "old.team_id")}
            {Moves("shares", "insert", "new.team_id")}
            {Moves("shares", "update", "new.team_id")}
            {Moves("shares", "delete", "old.team_id")}
            {Moves("image_origins", "insert", "new.team_id")}
            {Moves("image_origins", "update", "new.team_id")}
            {Moves("image_origins", "delete", "old.team_id")}
            {Moves("users", "update of display_name", "0")}
            {Moves("users", "delete", "0")}
            """);

        private static string Moves(string table, string change, string team) => $"""
            create trigger {table}_stamp_{change.Split(' ')[0]} after {change} on {table} begin
                insert into team_stamps (team_id, stamp) values ({team}, 1) on conflict (team_id) do update set stamp = stamp + 1;
            end;
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger images_stamp_insert; drop trigger images_stamp_update; drop trigger images_stamp_delete;
                drop trigger shares_stamp_insert; drop trigger shares_stamp_update; drop trigger shares_stamp_delete;
                drop trigger image_origins_stamp_insert; drop trigger image_origins_stamp_update; drop trigger image_origins_stamp_delete;
                drop trigger users_stamp_update; drop trigger users_stamp_delete;
                drop table team_stamps;
                """);

            migrationBuilder.DropIndex(
                name: "ix_images_parent_id",
                table: "images");

            migrationBuilder.DropIndex(
                name: "ix_images_root_id",
                table: "images");

            migrationBuilder.CreateIndex(
                name: "ix_images_parent_id",
                table: "images",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_images_root_id",
                table: "images",
                column: "root_id");
        }
    }
}
