/* Encodes with libzint what stands on standard input, one message a line, or two
 * texts and a tabulator between them for a composite symbol: the linear one first.
 *
 *	zint SYMBOLOGY INPUT_MODE OPTION_1 OPTION_2 OPTION_3 SECONDS
 *
 * The numbers are those of zint.h. Prints for each message "width height" and so
 * many rows of modules, "#" dark, or "error TEXT"; then encodes all of them again
 * for so many seconds and prints "speed SYMBOLS_PER_SECOND". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zint.h>

enum { MAX_LINES = 10000, MAX_LENGTH = 8000 };

static char *lines[MAX_LINES];
static int count;
static int settings[6];

static struct zint_symbol *encode(const char *line, int *result)
{
	struct zint_symbol *s = ZBarcode_Create();
	const char *tab = strchr(line, '\t');

	s->symbology = settings[1];
	s->input_mode = settings[2];
	s->option_1 = settings[3];
	s->option_2 = settings[4];
	s->option_3 = settings[5];
	if (tab && tab - line < (long)sizeof s->primary) {
		memcpy(s->primary, line, tab - line);
		line = tab + 1;
	}
	*result = ZBarcode_Encode(s, (const unsigned char *)line, 0);
	return s;
}

static void print(const struct zint_symbol *s, int result)
{
	if (result >= ZINT_ERROR) {
		printf("error %s\n", s->errtxt);
		return;
	}
	printf("%d %d\n", s->width, s->rows);
	for (int y = 0; y < s->rows; y++) {
		for (int x = 0; x < s->width; x++)
			putchar(s->encoded_data[y][x / 8] >> (x % 8) & 1 ? '#' : '.');
		putchar('\n');
	}
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
	static char line[MAX_LENGTH];
	int result;

	if (argc != 7)
		return 2;
	for (int i = 1; i < 6; i++)
		settings[i] = atoi(argv[i]);
	while (count < MAX_LINES && fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = 0;
		lines[count++] = strdup(line);
	}
	for (int i = 0; i < count; i++) {
		struct zint_symbol *s = encode(lines[i], &result);
		print(s, result);
		ZBarcode_Delete(s);
	}
	double seconds = atof(argv[6]), start = now(), elapsed = 0;
	long symbols = 0;
	for (; elapsed < seconds; elapsed = now() - start, symbols += count)
		for (int i = 0; i < count; i++)
			ZBarcode_Delete(encode(lines[i], &result));
	printf("speed %.0f\n", seconds > 0 ? symbols / elapsed : 0);
	return 0;
}
